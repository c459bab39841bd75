<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>ActivationCard</name>
    <message>
        <source>g(z) for z from −4 to 4</source>
        <translation>g(z) für z von −4 bis 4</translation>
    </message>
</context>
<context>
    <name>AllRates</name>
    <message>
        <source>Whole run</source>
        <translation>Ganzer Lauf</translation>
    </message>
    <message>
        <source>A new learning rate holds from the start</source>
        <translation>Eine neue Lernrate gilt von Anfang an</translation>
    </message>
    <message>
        <source>From here on</source>
        <translation>Ab hier</translation>
    </message>
    <message>
        <source>A new learning rate holds from the step in view on; the way there stays as it is</source>
        <translation>Eine neue Lernrate gilt ab dem gezeigten Schritt; der Weg bis dorthin bleibt, wie er ist</translation>
    </message>
    <message>
        <source>All runs are switched off: switch one on to scale its learning rate</source>
        <translation>Alle Läufe sind ausgeschaltet: Einen einschalten, um seine Lernrate zu ändern</translation>
    </message>
</context>
<context>
    <name>AnswersPresenter</name>
    <message>
        <source>not a number</source>
        <translation>keine Zahl</translation>
    </message>
</context>
<context>
    <name>ColorBar</name>
    <message>
        <source>How loss becomes colour. By rank, all shades take equal areas: floor and walls both show.</source>
        <translation>Wie aus Verlust Farbe wird. Nach Rang nimmt jeder Ton gleich viel Fläche ein: Grund und Wände sind zu sehen.</translation>
    </message>
    <message>
        <source>Colour bar: {scaling}</source>
        <translation>Farbskala: {scaling}</translation>
    </message>
    <message>
        <source>From loss {low} over {middle} to {high}</source>
        <translation>Verlust von {low} über {middle} bis {high}</translation>
    </message>
    <message>
        <source>difference, rank-scaled</source>
        <translation>Differenz, nach Rang</translation>
    </message>
    <message>
        <source>difference, log-scaled</source>
        <translation>Differenz, logarithmisch</translation>
    </message>
    <message>
        <source>difference, linear</source>
        <translation>Differenz, linear</translation>
    </message>
</context>
<context>
    <name>ConfusionMatrix</name>
    <message>
        <source>Confusion</source>
        <translation>Konfusion</translation>
    </message>
    <message>
        <source>Confusion — {share} % right</source>
        <translation>{share} % richtig</translation>
    </message>
    <message>
        <source>true class</source>
        <translation>wahre Klasse</translation>
    </message>
    <message>
        <source>{count} of {total} samples of {true} are taken for what they are ({share} %)</source>
        <translation>{count} von {total} Beispielen für {true} werden richtig erkannt ({share} %)</translation>
    </message>
    <message>
        <source>{count} of {total} samples of {true} are taken for {predicted} ({share} %)</source>
        <translation>{count} von {total} Beispielen für {true} werden für {predicted} gehalten ({share} %)</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>true</source>
        <translation>wahr</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Surface</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Learning rate — all</source>
        <translation>Lernrate – alle</translation>
    </message>
    <message>
        <source>Optimizers</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Use rates that suit this surface</source>
        <translation>Passende Lernraten einstellen</translation>
    </message>
    <message>
        <source>Give every run the learning rate with which it gets ahead here</source>
        <translation>Jedem Lauf die Lernrate geben, mit der er auf dieser Fläche vorankommt</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>How many updates every optimizer makes</source>
        <translation>Wie viele Schritte jeder Optimierer macht</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>The number all randomness comes from: the same seed gives the same noise</source>
        <translation>Zufallsstartwert, aus dem aller Zufall kommt: Gleicher Seed ergibt gleiches Rauschen</translation>
    </message>
</context>
<context>
    <name>CsvFields</name>
    <message>
        <source>features ({number})</source>
        <translation>Merkmale ({number})</translation>
    </message>
    <message>
        <source>Let the network see this column</source>
        <translation>Dem Netz diese Spalte zeigen</translation>
    </message>
    <message>
        <source>This column holds text; a network reads numbers only</source>
        <translation>Diese Spalte enthält Text; ein Netz liest nur Zahlen</translation>
    </message>
    <message>
        <source>CSV file</source>
        <translation>CSV-Datei</translation>
    </message>
    <message>
        <source>Other file …</source>
        <translation>Andere Datei …</translation>
    </message>
    <message>
        <source>Read another CSV file</source>
        <translation>Eine andere CSV-Datei lesen</translation>
    </message>
    <message>
        <source>target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>The column that the network learns to predict</source>
        <translation>Die Spalte, die das Netz vorherzusagen lernt</translation>
    </message>
    <message>
        <source>it holds</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>Whether the target says to which class a row belongs, or how much</source>
        <translation>Ob das Ziel sagt, zu welcher Klasse eine Zeile gehört, oder wie viel</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Every different value is a class</source>
        <translation>Jeder verschiedene Wert ist eine Klasse</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>The value is a number to come close to</source>
        <translation>Der Wert ist eine Zahl, der es nahezukommen gilt</translation>
    </message>
    <message>
        <source>The columns that the network sees</source>
        <translation>Die Spalten, die das Netz sieht</translation>
    </message>
</context>
<context>
    <name>Curvature</name>
    <message>
        <source>{sentence}. {share} of the gradient lies along the sharpest direction.</source>
        <translation>{sentence}. {share} des Gradienten liegen in der schärfsten Richtung.</translation>
    </message>
    <message>
        <source>No edge: {figures}; the loss curves upwards in no direction</source>
        <translation>Keine Grenze: {figures}; der Verlust krümmt sich in keiner Richtung nach oben</translation>
    </message>
    <message>
        <source>Well below the edge: {figures}</source>
        <translation>Weit unter der Grenze: {figures}</translation>
    </message>
    <message>
        <source>Well below the edge: {figures}; {times} times the learning rate would reach it</source>
        <translation>Weit unter der Grenze: {figures}; das {times}-Fache der Lernrate würde sie erreichen</translation>
    </message>
    <message>
        <source>Below the edge: {figures}</source>
        <translation>Unter der Grenze: {figures}</translation>
    </message>
    <message>
        <source>Just below the edge: {figures}</source>
        <translation>Knapp unter der Grenze: {figures}</translation>
    </message>
    <message>
        <source>At the edge of stability: {figures}, about which the sharpness hovers</source>
        <translation>An der Stabilitätsgrenze: {figures}, um die die Schärfe pendelt</translation>
    </message>
    <message>
        <source>Above the edge: {figures}; along the sharpest direction steps overshoot and grow</source>
        <translation>Über der Grenze: {figures}; in der schärfsten Richtung schießen die Schritte übers Ziel hinaus und wachsen</translation>
    </message>
    <message>
        <source>Diverging: {figures}; the learning rate is too large for this curvature</source>
        <translation>Divergiert: {figures}; die Lernrate ist zu groß für diese Krümmung</translation>
    </message>
    <message>
        <source>Diverged: {figures}; the learning rate was too large for this curvature</source>
        <translation>Divergiert: {figures}; die Lernrate war zu groß für diese Krümmung</translation>
    </message>
    <message>
        <source>Diverged: {figures} before</source>
        <translation>Divergiert; zuvor {figures}</translation>
    </message>
    <message>
        <source>λmax {sharpness}, preconditioned {compared} · {limit}</source>
        <translation>λmax {sharpness}, vorkonditioniert {compared} · {limit}</translation>
    </message>
</context>
<context>
    <name>CurvaturePanel</name>
    <message>
        <source>Curvature</source>
        <translation>Krümmung</translation>
    </message>
    <message>
        <source>Spectrum</source>
        <translation>Spektrum</translation>
    </message>
    <message>
        <source>How all eigenvalues of the Hessian are spread, for the shown run at the epoch in view</source>
        <translation>Wie alle Eigenwerte der Hesse-Matrix verteilt sind: für den gezeigten Lauf in der gezeigten Epoche</translation>
    </message>
</context>
<context>
    <name>CurvaturePlot</name>
    <message>
        <source>Sharpness</source>
        <translation>Schärfe</translation>
    </message>
    <message>
        <source>Sharpness divided by what the update rule stands, 2/η for gradient descent: above 1, steps along the sharpest direction overshoot and grow</source>
        <translation>Schärfe geteilt durch das, was die Schrittregel aushält, 2/η beim Gradientenabstieg: Über 1 schießen Schritte in der schärfsten Richtung übers Ziel hinaus und wachsen</translation>
    </message>
    <message>
        <source>λmax, the largest eigenvalue of the loss&apos;s Hessian; dashed: where the shown run would be at the edge of stability</source>
        <translation>λmax, der größte Eigenwert der Hesse-Matrix des Verlusts; gestrichelt: wo der gezeigte Lauf an der Stabilitätsgrenze wäre</translation>
    </message>
    <message>
        <source>edge</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>How sharply the loss is curved where each run is; click or drag to look at another epoch</source>
        <translation>Wie scharf der Verlust gekrümmt ist, wo jeder Lauf gerade ist; klicken oder ziehen zeigt eine andere Epoche</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>The curvature is measured while the network trains.</source>
        <translation>Die Krümmung wird gemessen, während das Netz lernt.</translation>
    </message>
    <message>
        <source>edge of stability</source>
        <translation>Stabilitätsgrenze</translation>
    </message>
</context>
<context>
    <name>CurvaturePresenter</name>
    <message>
        <source>{run}, epoch {epoch}</source>
        <translation>{run}, Epoche {epoch}</translation>
    </message>
</context>
<context>
    <name>DataPanel</name>
    <message>
        <source>Source: {source}. License: {license}.</source>
        <translation>Quelle: {source}. Lizenz: {license}.</translation>
    </message>
    <message>
        <source>Data of the file</source>
        <translation>Daten der Datei</translation>
    </message>
    <message>
        <source>The samples stand in the experiment&apos;s file</source>
        <translation>Die Beispiele stehen in der Datei des Experiments</translation>
    </message>
    <message>
        <source>Your CSV file …</source>
        <translation>Eigene CSV-Datei …</translation>
    </message>
    <message>
        <source>A table of your own, with a header or without</source>
        <translation>Eine eigene Tabelle, mit oder ohne Kopfzeile</translation>
    </message>
    <message>
        <source>Classes in the plane</source>
        <translation>Klassen in der Ebene</translation>
    </message>
    <message>
        <source>Functions</source>
        <translation>Funktionen</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Real data</source>
        <translation>Echte Daten</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>Eigene Daten</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>standardise inputs</source>
        <translation>Eingaben standardisieren</translation>
    </message>
    <message>
        <source>Scale every input to mean 0 and deviation 1, as seen in the training samples</source>
        <translation>Jede Eingabe auf Mittel 0 und Standardabweichung 1 bringen, gemessen an den Trainingsbeispielen</translation>
    </message>
</context>
<context>
    <name>DecisionMap</name>
    <message>
        <source>What it computes</source>
        <translation>Was das Netz berechnet</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Not a number: the run has diverged.</source>
        <translation>Keine Zahl: Der Lauf ist divergiert.</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>falsch</translation>
    </message>
    <message>
        <source>by probability</source>
        <translation>nach Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>What the network says everywhere; click, drag the probe or press arrow keys to ask at a place.</source>
        <translation>Was das Netz überall antwortet; ein Klick, Ziehen der Sonde oder die Pfeiltasten fragen an einer Stelle nach.</translation>
    </message>
    <message>
        <source>validation sample</source>
        <translation>Validierungsbeispiel</translation>
    </message>
    <message>
        <source>training sample</source>
        <translation>Trainingsbeispiel</translation>
    </message>
    <message>
        <source>A {kind} of {name} that the network has wrong</source>
        <translation>Ein {kind} für {name}, bei dem das Netz falschliegt</translation>
    </message>
    <message>
        <source>A {kind}: {name}</source>
        <translation>Ein {kind}: {name}</translation>
    </message>
    <message>
        <source>The arrow keys move the probe, with Shift further.</source>
        <translation>Die Pfeiltasten verschieben die Sonde, mit Umschalt weiter.</translation>
    </message>
    <message>
        <source>Which feature is shown from left to right</source>
        <translation>Welches Merkmal von links nach rechts gezeigt wird</translation>
    </message>
    <message>
        <source>Which feature is shown from bottom to top</source>
        <translation>Welches Merkmal von unten nach oben gezeigt wird</translation>
    </message>
</context>
<context>
    <name>DigitsView</name>
    <message>
        <source>What it computes</source>
        <translation>Was das Netz berechnet</translation>
    </message>
    <message>
        <source>wrong first</source>
        <translation>Fehler zuerst</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>{kind} · image {number}</source>
        <translation>{kind} · Bild {number}</translation>
    </message>
    <message>
        <source>Not a number: the run has diverged.</source>
        <translation>Keine Zahl: Der Lauf ist divergiert.</translation>
    </message>
    <message>
        <source>Every image with what the network takes it for; click one to see how sure it is.</source>
        <translation>Jedes Bild mit dem, wofür das Netz es hält; ein Klick zeigt, wie sicher es ist.</translation>
    </message>
    <message>
        <source>Image {number} is a {label}</source>
        <translation>Bild {number} ist eine {label}</translation>
    </message>
    <message>
        <source>Image {number} is a {label}, and taken for one</source>
        <translation>Bild {number} ist eine {label} und wird dafür gehalten</translation>
    </message>
    <message>
        <source>Image {number} is a {label}, but taken for a {predicted}</source>
        <translation>Bild {number} ist eine {label}, wird aber für eine {predicted} gehalten</translation>
    </message>
    <message>
        <source>The arrow keys choose an image, Page turns the pages.</source>
        <translation>Die Pfeiltasten wählen ein Bild, Bild auf und Bild ab blättern.</translation>
    </message>
    <message>
        <source>Show the images first that the network takes for something else</source>
        <translation>Zuerst die Bilder zeigen, die das Netz für etwas anderes hält</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>The page before this one</source>
        <translation>Die Seite davor</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The page after this one</source>
        <translation>Die Seite danach</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>All that Talweg opens (*.json *.csv *.tsv *.txt *.npz)</source>
        <translation>Alles, was Talweg öffnet (*.json *.csv *.tsv *.txt *.npz)</translation>
    </message>
    <message>
        <source>Experiments (*.json)</source>
        <translation>Experimente (*.json)</translation>
    </message>
    <message>
        <source>Data (*.csv *.tsv *.txt)</source>
        <translation>Daten (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>Trained weights (*.npz)</source>
        <translation>Trainierte Gewichte (*.npz)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Opened {path}.</source>
        <translation>{path} geöffnet.</translation>
    </message>
    <message>
        <source>Save Experiment</source>
        <translation>Experiment speichern</translation>
    </message>
    <message>
        <source>PNG, double size (*.png)</source>
        <translation>PNG, doppelte Größe (*.png)</translation>
    </message>
    <message>
        <source>PNG, as large as here (*.png)</source>
        <translation>PNG, so groß wie hier (*.png)</translation>
    </message>
    <message>
        <source>PNG, four times the size (*.png)</source>
        <translation>PNG, vierfache Größe (*.png)</translation>
    </message>
    <message>
        <source>SVG (*.svg)</source>
        <translation>SVG (*.svg)</translation>
    </message>
    <message>
        <source>Save Picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Copied. Paste the picture wherever you like.</source>
        <translation>Kopiert. Das Bild lässt sich nun überall einfügen.</translation>
    </message>
    <message>
        <source>Copied. Paste the numbers into a spreadsheet, for example.</source>
        <translation>Kopiert. Die Zahlen lassen sich zum Beispiel in eine Tabellenkalkulation einfügen.</translation>
    </message>
    <message>
        <source>Numbers (*.csv)</source>
        <translation>Zahlen (*.csv)</translation>
    </message>
    <message>
        <source>There is nothing to save yet.</source>
        <translation>Es gibt noch nichts zu speichern.</translation>
    </message>
    <message>
        <source>Save Table</source>
        <translation>Tabelle speichern</translation>
    </message>
    <message>
        <source>Writing {path} …</source>
        <translation>{path} wird geschrieben …</translation>
    </message>
    <message>
        <source>Saved {path}.</source>
        <translation>{path} gespeichert.</translation>
    </message>
    <message>
        <source>{name} is there already. Replace it?</source>
        <translation>{name} gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <source>Replace File</source>
        <translation>Datei ersetzen</translation>
    </message>
</context>
<context>
    <name>EditableTitle</name>
    <message>
        <source>New name</source>
        <translation>Neuer Name</translation>
    </message>
    <message>
        <source>Enter takes the new name, Escape keeps the old one</source>
        <translation>Eingabe übernimmt den neuen Namen, Esc behält den alten</translation>
    </message>
</context>
<context>
    <name>EndsChoice</name>
    <message>
        <source>Ends: {runs}</source>
        <translation>Enden: {runs}</translation>
    </message>
    <message>
        <source>To which runs it goes from the one that is shown</source>
        <translation>Zu welchen Läufen es vom gezeigten aus geht</translation>
    </message>
</context>
<context>
    <name>ExportMenu</name>
    <message>
        <source>Copy Picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Copy Numbers</source>
        <translation>Zahlen kopieren</translation>
    </message>
    <message>
        <source>Save Picture …</source>
        <translation>Bild speichern …</translation>
    </message>
    <message>
        <source>Save Numbers …</source>
        <translation>Zahlen speichern …</translation>
    </message>
</context>
<context>
    <name>ForecastPlot</name>
    <message>
        <source>What it computes</source>
        <translation>Was das Netz berechnet</translation>
    </message>
    <message>
        <source>Not a number: the run has diverged.</source>
        <translation>Keine Zahl: Der Lauf ist divergiert.</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>series</source>
        <translation>Folge</translation>
    </message>
    <message>
        <source>next value</source>
        <translation>nächster Wert</translation>
    </message>
    <message>
        <source>on its own</source>
        <translation>freilaufend</translation>
    </message>
    <message>
        <source>The series; every next value as it is predicted from the true ones before it; and from the line on, the run&apos;s forecast from its own predictions. Drag the line, or click elsewhere.</source>
        <translation>Die Folge; jeder nächste Wert, wie ihn der Lauf aus den wahren Werten davor vorhersagt; und ab der Linie, was er freilaufend aus den eigenen Vorhersagen macht. Die Linie ziehen oder anderswohin klicken.</translation>
    </message>
    <message>
        <source>The arrow keys move the start of the forecast, with Shift by ten, Page by a window.</source>
        <translation>Die Pfeiltasten verschieben den Beginn der freilaufenden Vorhersage, mit Umschalt um zehn, Bild auf und Bild ab um ein Fenster.</translation>
    </message>
</context>
<context>
    <name>FunctionPlot</name>
    <message>
        <source>What it computes</source>
        <translation>Was das Netz berechnet</translation>
    </message>
    <message>
        <source>Not a number: the run has diverged.</source>
        <translation>Keine Zahl: Der Lauf ist divergiert.</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>The samples, and what every run says at every x; drag or click to ask at one of them</source>
        <translation>Die Beispiele und was jeder Lauf bei jedem x antwortet; ziehen oder klicken fragt an einer Stelle nach</translation>
    </message>
    <message>
        <source>The arrow keys move the probe, with Shift further.</source>
        <translation>Die Pfeiltasten verschieben die Sonde, mit Umschalt weiter.</translation>
    </message>
</context>
<context>
    <name>GaugeLines</name>
    <message>
        <source>Not what {run} sees: it is far beside the line.</source>
        <translation>Nicht was {run} sieht: Der Lauf liegt weit neben der Linie.</translation>
    </message>
    <message>
        <source>Not what {run} sees: it is far beside the plane.</source>
        <translation>Nicht was {run} sieht: Der Lauf liegt weit neben der Ebene.</translation>
    </message>
    <message>
        <source>Not what {run} sees: its loss is {loss}, not {shown}.</source>
        <translation>Nicht was {run} sieht: Sein Verlust ist {loss}, nicht {shown}.</translation>
    </message>
    <message>
        <source>Most of the way lies outside this plane.</source>
        <translation>Der größte Teil des Weges liegt außerhalb dieser Ebene.</translation>
    </message>
    <message>
        <source>The paths lie wholly in the plane</source>
        <translation>Die Pfade liegen ganz in der Ebene</translation>
    </message>
    <message>
        <source>The path lies wholly in the plane</source>
        <translation>Der Pfad liegt ganz in der Ebene</translation>
    </message>
    <message>
        <source>The path lies wholly on the line</source>
        <translation>Der Pfad liegt ganz auf der Linie</translation>
    </message>
    <message>
        <source>The line holds {share} % of the paths</source>
        <translation>Die Linie enthält {share} % der Pfade</translation>
    </message>
    <message>
        <source>The line holds {share} % of the path</source>
        <translation>Die Linie enthält {share} % des Pfads</translation>
    </message>
    <message>
        <source>The plane holds {share} % of the paths</source>
        <translation>Die Ebene enthält {share} % der Pfade</translation>
    </message>
    <message>
        <source>The plane holds {share} % of the path</source>
        <translation>Die Ebene enthält {share} % des Pfads</translation>
    </message>
    <message>
        <source>{run} lies in it</source>
        <translation>{run} liegt darin</translation>
    </message>
    <message>
        <source>{run} {distance} beside it</source>
        <translation>{run} {distance} daneben</translation>
    </message>
    <message>
        <source>loss {loss}, on the line {shown}</source>
        <translation>Verlust {loss}, auf der Linie {shown}</translation>
    </message>
    <message>
        <source>loss {loss}, on the plane {shown}</source>
        <translation>Verlust {loss}, auf der Ebene {shown}</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>keine Zahl</translation>
    </message>
    <message>
        <source>A map shows two directions of many. The more of the paths they hold, the nearer a run lies, and the more its true loss is like that of the nearest point, the more the map can be trusted.</source>
        <translation>Eine Karte zeigt zwei Richtungen von vielen. Je mehr sie von den Pfaden enthalten, je näher ein Lauf liegt und je mehr sein wahrer Verlust dem des nächsten Punktes gleicht, desto mehr ist der Karte zu trauen.</translation>
    </message>
</context>
<context>
    <name>Gestures</name>
    <message>
        <source>Show Everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Mouse wheel, + and −, in a plot</source>
        <translation>Mausrad, + und −, in einem Diagramm</translation>
    </message>
    <message>
        <source>zoom; over an axis, that axis alone</source>
        <translation>vergrößern; über einer Achse nur diese</translation>
    </message>
    <message>
        <source>Drag a zoomed plot</source>
        <translation>Vergrößertes Diagramm ziehen</translation>
    </message>
    <message>
        <source>move what is seen</source>
        <translation>den Ausschnitt verschieben</translation>
    </message>
    <message>
        <source>Double click or R, in a plot</source>
        <translation>Doppelklick oder R, in einem Diagramm</translation>
    </message>
    <message>
        <source>show everything again</source>
        <translation>wieder alles zeigen</translation>
    </message>
    <message>
        <source>Right click on a plot</source>
        <translation>Rechtsklick auf ein Diagramm</translation>
    </message>
    <message>
        <source>copy or save its picture or its numbers</source>
        <translation>Bild oder Zahlen kopieren oder speichern</translation>
    </message>
</context>
<context>
    <name>InsidePanel</name>
    <message>
        <source>Landscape</source>
        <translation>Landschaft</translation>
    </message>
    <message>
        <source>The loss around the weights, and the ways of all runs through it</source>
        <translation>Der Verlust rund um die Gewichte, und die Wege aller Läufe hindurch</translation>
    </message>
    <message>
        <source>Curvature</source>
        <translation>Krümmung</translation>
    </message>
    <message>
        <source>How sharply the loss bends, and whether the steps are still stable there</source>
        <translation>Wie scharf der Verlust gekrümmt ist, und ob die Schritte dort noch stabil sind</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>How large the gradient is in every layer: does learning reach the first one?</source>
        <translation>Wie groß der Gradient in jeder Schicht ist: Kommt das Lernen bis zur ersten?</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>How the weights of every layer are spread</source>
        <translation>Wie sich die Gewichte jeder Schicht verteilen</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>Konfusion</translation>
    </message>
    <message>
        <source>Which classes the network mistakes for which</source>
        <translation>Welche Klassen das Netz mit welchen verwechselt: die Konfusionsmatrix</translation>
    </message>
    <message>
        <source>All views</source>
        <translation>Alle Ansichten</translation>
    </message>
</context>
<context>
    <name>LandscapeLine</name>
    <message>
        <source>Its landscape</source>
        <translation>Seine Landschaft</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>The loss on the way from one network to the other: drag, and the network goes with you.</source>
        <translation>Der Verlust auf dem Weg von einem Netz zum anderen: Wer zieht, nimmt das Netz mit.</translation>
    </message>
    <message>
        <source>The left and right arrow keys move along the line, with Shift further; Esc leaves it.</source>
        <translation>Die Pfeiltasten links und rechts gehen die Linie entlang, mit Umschalt weiter; Esc verlässt sie.</translation>
    </message>
</context>
<context>
    <name>LandscapeMap</name>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>validation − training</source>
        <translation>Validierung − Training</translation>
    </message>
    <message>
        <source>this batch</source>
        <translation>dieser Batch</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>keine Zahl</translation>
    </message>
    <message>
        <source>infinite</source>
        <translation>unendlich</translation>
    </message>
    <message>
        <source>The network shown has these weights. Drag it; Esc or a double click lets it go.</source>
        <translation>Das gezeigte Netz hat diese Gewichte. Ziehen bewegt es; Esc oder Doppelklick lässt es los.</translation>
    </message>
    <message>
        <source>Click, and the network is shown with the weights of that point. The wheel zooms. The right or the middle button moves the view, and so does Shift with the left one. R or a double click shows everything.</source>
        <translation>Ein Klick zeigt das Netz mit den Gewichten dieses Punktes. Das Rad zoomt. Die rechte oder die mittlere Taste verschiebt die Ansicht, ebenso die linke mit Umschalt. R oder ein Doppelklick zeigt alles.</translation>
    </message>
    <message>
        <source>The weights before training</source>
        <translation>Die Gewichte vor dem Training</translation>
    </message>
    <message>
        <source>{run}: its best validation loss, to which early stopping goes back</source>
        <translation>{run}: sein bester Validierungsverlust, zu dem frühes Stoppen zurückkehrt</translation>
    </message>
    <message>
        <source>{run} diverged here</source>
        <translation>{run} ist hier divergiert</translation>
    </message>
    <message>
        <source>{run} is here: the nearest point of the plane</source>
        <translation>{run} ist hier: der nächste Punkt der Ebene</translation>
    </message>
    <message>
        <source>The arrow keys move the place that is looked at, with Shift further, with Control the view; plus and minus zoom, R shows everything, Esc lets the place go.</source>
        <translation>Die Pfeiltasten bewegen den betrachteten Punkt, mit Umschalt weiter, mit Strg den Ausschnitt; Plus und Minus zoomen, R zeigt alles, Esc lässt den Punkt los.</translation>
    </message>
</context>
<context>
    <name>LandscapePanel</name>
    <message>
        <source>Press play: the landscape appears with the first epochs.</source>
        <translation>Auf Wiedergabe drücken: Mit den ersten Epochen erscheint die Landschaft.</translation>
    </message>
    <message>
        <source>PCA of all paths</source>
        <translation>PCA aller Pfade</translation>
    </message>
    <message>
        <source>The two directions in which the runs have moved most: all their paths show</source>
        <translation>Die zwei Richtungen, in die sich die Läufe am meisten bewegt haben: Alle Pfade sind zu sehen</translation>
    </message>
    <message>
        <source>PCA of this path</source>
        <translation>PCA dieses Pfads</translation>
    </message>
    <message>
        <source>The two directions in which the shown run has moved most</source>
        <translation>Die zwei Richtungen, in die sich der gezeigte Lauf am meisten bewegt hat</translation>
    </message>
    <message>
        <source>random</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>Two random directions around the shown run, every neuron&apos;s part as long as its weights (Li et al. 2018)</source>
        <translation>Zwei zufällige Richtungen um den gezeigten Lauf, der Teil jedes Neurons so lang wie seine Gewichte (Li et al. 2018)</translation>
    </message>
    <message>
        <source>sharpest (Hessian)</source>
        <translation>schärfste (Hesse)</translation>
    </message>
    <message>
        <source>The two directions in which the loss of the shown run curves most</source>
        <translation>Die zwei Richtungen, in denen der Verlust des gezeigten Laufs am stärksten gekrümmt ist</translation>
    </message>
    <message>
        <source>line between two runs</source>
        <translation>Linie zwischen zwei Läufen</translation>
    </message>
    <message>
        <source>Straight from the weights of one run to those of another: is there a wall between?</source>
        <translation>Geradeaus von den Gewichten eines Laufs zu denen eines anderen: Steht eine Wand dazwischen?</translation>
    </message>
    <message>
        <source>plane through three runs</source>
        <translation>Ebene durch drei Läufe</translation>
    </message>
    <message>
        <source>The plane in which the weights of three runs lie: do they share a valley?</source>
        <translation>Die Ebene, in der die Gewichte dreier Läufe liegen: Teilen sie ein Tal?</translation>
    </message>
    <message>
        <source>random line</source>
        <translation>zufällige Linie</translation>
    </message>
    <message>
        <source>Along one random direction through the weights of the shown run</source>
        <translation>Eine zufällige Richtung entlang, durch die Gewichte des gezeigten Laufs</translation>
    </message>
    <message>
        <source>Directions</source>
        <translation>Richtungen</translation>
    </message>
    <message>
        <source>two runs</source>
        <translation>zwei Läufe</translation>
    </message>
    <message>
        <source>three runs</source>
        <translation>drei Läufe</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>The loss of the training samples: what the runs go down</source>
        <translation>Der Verlust der Trainingsbeispiele: was die Läufe hinabgehen</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>The loss of samples that are held back: what matters</source>
        <translation>Der Verlust zurückgehaltener Beispiele: worauf es ankommt</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Validation minus training loss: where it is large, the network only remembers</source>
        <translation>Validierungs- minus Trainingsverlust: Wo er groß ist, erinnert sich das Netz nur</translation>
    </message>
    <message>
        <source>this batch</source>
        <translation>dieser Batch</translation>
    </message>
    <message>
        <source>The loss of the present mini-batch, with the present dropout: what a step sees. The lines are those of all batches together</source>
        <translation>Der Verlust des gegenwärtigen Mini-Batches mit dem gegenwärtigen Dropout: was ein Schritt sieht. Die Linien sind die aller Batches zusammen</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>2D</source>
        <translation>2D</translation>
    </message>
    <message>
        <source>A map with contour lines, seen from above</source>
        <translation>Eine Karte mit Höhenlinien, von oben gesehen</translation>
    </message>
    <message>
        <source>3D</source>
        <translation>3D</translation>
    </message>
    <message>
        <source>A relief to turn and look at from all sides</source>
        <translation>Ein Relief zum Drehen, von allen Seiten zu sehen</translation>
    </message>
    <message>
        <source>New directions</source>
        <translation>Neue Richtungen</translation>
    </message>
    <message>
        <source>Draw other random directions</source>
        <translation>Andere zufällige Richtungen ziehen</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Give the other panes their room back</source>
        <translation>Den anderen Ansichten ihren Platz zurückgeben</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Give the landscape the room of the other panes</source>
        <translation>Der Landschaft den Platz der anderen Ansichten geben</translation>
    </message>
    <message>
        <source>Its landscape</source>
        <translation>Seine Landschaft</translation>
    </message>
    <message>
        <source>{title} — {subject}</source>
        <translation>{title} – {subject}</translation>
    </message>
</context>
<context>
    <name>LandscapePicture</name>
    <message>
        <source>Loss along a line through {run}</source>
        <translation>Verlust auf einer Linie durch {run}</translation>
    </message>
    <message>
        <source>Training loss around {run}</source>
        <translation>Trainingsverlust rund um {run}</translation>
    </message>
    <message>
        <source>Validation loss around {run}</source>
        <translation>Validierungsverlust rund um {run}</translation>
    </message>
    <message>
        <source>random directions, filter-normalised</source>
        <translation>zufällige Richtungen, je Filter normiert</translation>
    </message>
    <message>
        <source>a random direction, filter-normalised</source>
        <translation>eine zufällige Richtung, je Filter normiert</translation>
    </message>
    <message>
        <source>random directions, layer-normalised</source>
        <translation>zufällige Richtungen, je Schicht normiert</translation>
    </message>
    <message>
        <source>a random direction, layer-normalised</source>
        <translation>eine zufällige Richtung, je Schicht normiert</translation>
    </message>
    <message>
        <source>principal components of the paths</source>
        <translation>Hauptkomponenten der Pfade</translation>
    </message>
    <message>
        <source>first principal component of the paths</source>
        <translation>erste Hauptkomponente der Pfade</translation>
    </message>
    <message>
        <source>leading eigenvectors of the Hessian</source>
        <translation>führende Eigenvektoren der Hesse-Matrix</translation>
    </message>
    <message>
        <source>leading eigenvector of the Hessian</source>
        <translation>führender Eigenvektor der Hesse-Matrix</translation>
    </message>
    <message>
        <source>the plane of three solutions</source>
        <translation>die Ebene dreier Lösungen</translation>
    </message>
    <message>
        <source>from one solution to another</source>
        <translation>von einer Lösung zur anderen</translation>
    </message>
    <message>
        <source>directions of one’s own</source>
        <translation>eigene Richtungen</translation>
    </message>
    <message>
        <source>a direction of one’s own</source>
        <translation>eine eigene Richtung</translation>
    </message>
    <message>
        <source>the line holds {share} % of the paths’ variance</source>
        <translation>die Linie enthält {share} % der Varianz der Pfade</translation>
    </message>
    <message>
        <source>the plane holds {share} % of the paths’ variance</source>
        <translation>die Ebene enthält {share} % der Varianz der Pfade</translation>
    </message>
    <message>
        <source>nothing is computed yet</source>
        <translation>noch ist nichts berechnet</translation>
    </message>
</context>
<context>
    <name>LandscapePlot</name>
    <message>
        <source>Its landscape</source>
        <translation>Seine Landschaft</translation>
    </message>
    <message>
        <source>The first landscape is being computed …</source>
        <translation>Die erste Landschaft wird berechnet …</translation>
    </message>
    <message>
        <source>No loss here is a finite number.</source>
        <translation>Kein Verlust hier ist eine endliche Zahl.</translation>
    </message>
    <message>
        <source>computing …</source>
        <translation>wird berechnet …</translation>
    </message>
    <message>
        <source>computing … {share} %</source>
        <translation>wird berechnet … {share} %</translation>
    </message>
</context>
<context>
    <name>LandscapePresenter</name>
    <message>
        <source>The file has no validation losses.</source>
        <translation>Die Datei hat keine Validierungsverluste.</translation>
    </message>
    <message>
        <source>The file has no losses of a single batch.</source>
        <translation>Die Datei hat keine Verluste eines einzelnen Batches.</translation>
    </message>
    <message>
        <source>No samples are held back to validate: raise the validation share.</source>
        <translation>Keine Beispiele sind zur Validierung zurückgehalten: den Validierungsanteil erhöhen.</translation>
    </message>
    <message>
        <source>It takes two runs; switch on another.</source>
        <translation>Dafür braucht es zwei Läufe; noch einen einschalten.</translation>
    </message>
    <message>
        <source>From {file} · F5 draws that of the network that trains here</source>
        <translation>Aus {file} · F5 zeichnet die des Netzes, das hier lernt</translation>
    </message>
    <message>
        <source>beside what is shown</source>
        <translation>neben dem Gezeigten</translation>
    </message>
</context>
<context>
    <name>LandscapeRelief</name>
    <message>
        <source>the network in view</source>
        <translation>das gezeigte Netz</translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation>Verlust {loss}</translation>
    </message>
</context>
<context>
    <name>LayerChips</name>
    <message>
        <source>hidden layers</source>
        <translation>verborgene Schichten</translation>
    </message>
    <message>
        <source>How many units every layer between inputs and output has</source>
        <translation>Wie viele Einheiten jede Schicht zwischen Eingaben und Ausgabe hat</translation>
    </message>
    <message>
        <source>+ layer</source>
        <translation>+ Schicht</translation>
    </message>
    <message>
        <source>Add a hidden layer before the output</source>
        <translation>Eine verborgene Schicht vor der Ausgabe einfügen</translation>
    </message>
    <message>
        <source>At most {most} hidden layers can be drawn and trained</source>
        <translation>Höchstens {most} verborgene Schichten lassen sich zeichnen und trainieren</translation>
    </message>
</context>
<context>
    <name>LayerPlot</name>
    <message>
        <source>Gradient per layer</source>
        <translation>Gradientennorm</translation>
    </message>
    <message>
        <source>The length of the loss&apos;s gradient by the weights of each layer, averaged over an epoch: where it is tiny, the layer hardly learns</source>
        <translation>Die Länge des Gradienten des Verlusts nach den Gewichten jeder Schicht, gemittelt über eine Epoche: Wo sie winzig ist, lernt die Schicht kaum</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>The lines begin with the first epoch.</source>
        <translation>Die Linien beginnen mit der ersten Epoche.</translation>
    </message>
    <message>
        <source>Nothing unusual.</source>
        <translation>Nichts Auffälliges.</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>und noch {count}</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>loss − minimum (log)</source>
        <translation>Verlust − Minimum (log)</translation>
    </message>
    <message>
        <source>loss (log)</source>
        <translation>Verlust (log)</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>log</source>
        <translation>log</translation>
    </message>
    <message>
        <source>Equal heights are equal factors: small losses show too</source>
        <translation>Gleiche Höhen sind gleiche Faktoren: Auch kleine Verluste sind zu sehen</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>linear</translation>
    </message>
    <message>
        <source>Equal heights are equal differences of the loss</source>
        <translation>Gleiche Höhen sind gleiche Unterschiede im Verlust</translation>
    </message>
    <message>
        <source>Loss over steps</source>
        <translation>Verlust je Schritt</translation>
    </message>
    <message>
        <source>The loss of every run after each step; click or drag to look at another step</source>
        <translation>Der Verlust jedes Laufs nach jedem Schritt; klicken oder ziehen zeigt einen anderen Schritt</translation>
    </message>
</context>
<context>
    <name>Map</name>
    <message>
        <source>loss, rank-scaled</source>
        <translation>Verlust, nach Rang</translation>
    </message>
    <message>
        <source>loss, log-scaled</source>
        <translation>Verlust, logarithmisch</translation>
    </message>
    <message>
        <source>loss, linear</source>
        <translation>Verlust, linear</translation>
    </message>
    <message>
        <source>global minimum</source>
        <translation>globales Minimum</translation>
    </message>
    <message>
        <source>local minimum</source>
        <translation>lokales Minimum</translation>
    </message>
    <message>
        <source>saddle</source>
        <translation>Sattelpunkt</translation>
    </message>
</context>
<context>
    <name>MapCanvas</name>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
</context>
<context>
    <name>MapStack</name>
    <message>
        <source>2D</source>
        <translation>2D</translation>
    </message>
    <message>
        <source>The map, seen from above ({key})</source>
        <translation>Die Karte, von oben gesehen ({key})</translation>
    </message>
    <message>
        <source>3D</source>
        <translation>3D</translation>
    </message>
    <message>
        <source>The loss as land, as high as it is bright on the map ({key})</source>
        <translation>Der Verlust als Land, so hoch, wie er auf der Karte hell ist ({key})</translation>
    </message>
    <message>
        <source>Turn by itself</source>
        <translation>Von selbst drehen</translation>
    </message>
    <message>
        <source>Let the landscape turn, to be seen from all sides</source>
        <translation>Die Landschaft sich drehen lassen, von allen Seiten zu sehen</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>Dimensionen</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>All runs start here. Drag it, click elsewhere, or press Shift and an arrow key.</source>
        <translation>Hier beginnen alle Läufe. Ziehen, anderswohin klicken oder Umschalt und eine Pfeiltaste drücken.</translation>
    </message>
    <message>
        <source>{name} at x {x:.4g}, y {y:.4g}: loss {loss:.4g}</source>
        <translation>{name} bei x {x:.4g}, y {y:.4g}: Verlust {loss:.4g}</translation>
    </message>
    <message>
        <source>Map of the loss</source>
        <translation>Karte des Verlusts</translation>
    </message>
    <message>
        <source>Shift and an arrow key move the start, Control and an arrow key the view; plus and minus zoom, R shows the whole domain.</source>
        <translation>Umschalt und eine Pfeiltaste verschieben den Startpunkt, Strg und eine Pfeiltaste die Ansicht; Plus und Minus zoomen, R zeigt den ganzen Bereich.</translation>
    </message>
</context>
<context>
    <name>Network</name>
    <message>
        <source>+ {count} more</source>
        <translation>+ {count} weitere</translation>
    </message>
    <message>
        <source>the same weights at every step</source>
        <translation>dieselben Gewichte in jedem Schritt</translation>
    </message>
    <message>
        <source>x standardised</source>
        <translation>x standardisiert</translation>
    </message>
    <message>
        <source>input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>convolution</source>
        <translation>Faltung</translation>
    </message>
    <message>
        <source>recurrent</source>
        <translation>rekurrent</translation>
    </message>
    <message>
        <source>hidden {number}</source>
        <translation>verborgen {number}</translation>
    </message>
    <message>
        <source>the constant 1, whose weight is the bias</source>
        <translation>die Konstante 1, deren Gewicht der Bias ist</translation>
    </message>
    <message>
        <source>convolution, filter {unit}</source>
        <translation>Faltung, Filter {unit}</translation>
    </message>
    <message>
        <source>{layer}, unit {unit}</source>
        <translation>{layer}, Einheit {unit}</translation>
    </message>
    <message>
        <source>unit {unit}</source>
        <translation>Einheit {unit}</translation>
    </message>
    <message>
        <source>“{name}”</source>
        <translation>„{name}“</translation>
    </message>
    <message>
        <source>training sample {number}</source>
        <translation>Trainingsbeispiel {number}</translation>
    </message>
    <message>
        <source>{name}: switched off by dropout in this batch</source>
        <translation>{name}: in diesem Batch vom Dropout abgeschaltet</translation>
    </message>
    <message>
        <source>{name} = {value}, standardised {standardised}</source>
        <translation>{name} = {value}, standardisiert {standardised}</translation>
    </message>
    <message>
        <source>in the units of the data: {value}</source>
        <translation>in der Einheit der Daten: {value}</translation>
    </message>
    <message>
        <source>bias w₀</source>
        <translation>Bias w₀</translation>
    </message>
    <message>
        <source>Switched off by dropout in this batch</source>
        <translation>In diesem Batch vom Dropout abgeschaltet</translation>
    </message>
    <message>
        <source>x: the inputs, standardised</source>
        <translation>x: die Eingaben, standardisiert</translation>
    </message>
    <message>
        <source>update gate</source>
        <translation>Update-Gate</translation>
    </message>
    <message>
        <source>reset gate</source>
        <translation>Reset-Gate</translation>
    </message>
    <message>
        <source>candidate</source>
        <translation>Kandidat</translation>
    </message>
</context>
<context>
    <name>NetworkControls</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Optimizers — same start, same batches</source>
        <translation>Optimierer – gleiche Bedingungen</translation>
    </message>
    <message>
        <source>Use rates that suit these data</source>
        <translation>Passende Lernraten einstellen</translation>
    </message>
    <message>
        <source>Give every run a learning rate with which it gets far within 50 epochs</source>
        <translation>Jedem Lauf eine Lernrate geben, mit der er in 50 Epochen weit kommt</translation>
    </message>
</context>
<context>
    <name>NetworkDiagram</name>
    <message>
        <source>The image that the network reads</source>
        <translation>Das Bild, das das Netz liest</translation>
    </message>
    <message>
        <source>Add a hidden layer here</source>
        <translation>Hier eine verborgene Schicht einfügen</translation>
    </message>
    <message>
        <source>Take this hidden layer away (Delete)</source>
        <translation>Diese verborgene Schicht entfernen (Entf)</translation>
    </message>
    <message>
        <source>One unit more in this layer (+)</source>
        <translation>Eine Einheit mehr in dieser Schicht (+)</translation>
    </message>
    <message>
        <source>One unit less in this layer (−)</source>
        <translation>Eine Einheit weniger in dieser Schicht (−)</translation>
    </message>
    <message>
        <source>The network</source>
        <translation>Das Netz</translation>
    </message>
    <message>
        <source>The network — {shape}</source>
        <translation>Das Netz – {shape}</translation>
    </message>
    <message>
        <source>Arrow keys go from neuron to neuron, Enter shows what is inside, Escape closes it; plus and minus change the units of a hidden layer, Insert adds one, Delete takes it away.</source>
        <translation>Die Pfeiltasten gehen von Neuron zu Neuron, Eingabe zeigt, was darin ist, Esc schließt es; Plus und Minus ändern die Einheiten einer verborgenen Schicht, Einfg fügt eine Schicht ein, Entf entfernt sie.</translation>
    </message>
</context>
<context>
    <name>NetworkPanel</name>
    <message>
        <source>Binary cross-entropy gives the output the sigmoid</source>
        <translation>Die binäre Kreuzentropie gibt der Ausgabe die Sigmoidfunktion</translation>
    </message>
    <message>
        <source>Perceptron</source>
        <translation>Perzeptron</translation>
    </message>
    <message>
        <source>One unit: y = g(w₀ + Σ x·w), a straight line between two classes</source>
        <translation>Eine Einheit: y = g(w₀ + Σ x·w), eine Gerade zwischen zwei Klassen</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>Dichtes Netz</translation>
    </message>
    <message>
        <source>Layers in which every unit sees all of the one before</source>
        <translation>Schichten, in denen jede Einheit alle der vorigen Schicht sieht</translation>
    </message>
    <message>
        <source>Recurrent</source>
        <translation>Rekurrentes Netz</translation>
    </message>
    <message>
        <source>Reads a sequence step by step and remembers what it has seen</source>
        <translation>Liest eine Folge Schritt für Schritt und merkt sich, was es gesehen hat</translation>
    </message>
    <message>
        <source>Convolutional</source>
        <translation>Faltungsnetz</translation>
    </message>
    <message>
        <source>Slides small filters over an image: they find a pattern wherever it is</source>
        <translation>Schiebt kleine Filter über ein Bild: Sie finden ein Muster, wo es auch ist</translation>
    </message>
    <message>
        <source>Kind of network</source>
        <translation>Art des Netzes</translation>
    </message>
    <message>
        <source>The state is a tanh of input and state before</source>
        <translation>Der Zustand ist ein tanh aus Eingabe und vorigem Zustand</translation>
    </message>
    <message>
        <source>Gates decide what of the state is kept: it remembers longer</source>
        <translation>Gates entscheiden, was vom Zustand bleibt: Das Gedächtnis reicht weiter</translation>
    </message>
    <message>
        <source>cell</source>
        <translation>Zelle</translation>
    </message>
    <message>
        <source>How the state goes on from step to step</source>
        <translation>Wie der Zustand von Schritt zu Schritt weitergeht</translation>
    </message>
    <message>
        <source>units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>How many numbers the state has</source>
        <translation>Aus wie vielen Zahlen der Zustand besteht</translation>
    </message>
    <message>
        <source>filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>How many patterns the convolution looks for</source>
        <translation>Nach wie vielen Mustern die Faltung sucht</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>Aktivierung</translation>
    </message>
    <message>
        <source>The function g that every unit puts its weighted sum through</source>
        <translation>Die Funktion g, durch die jede Einheit ihre gewichtete Summe schickt</translation>
    </message>
    <message>
        <source>initializer</source>
        <translation>Initialisierung</translation>
    </message>
    <message>
        <source>From what the weights are drawn before the first step</source>
        <translation>Woraus die Gewichte vor dem ersten Schritt gezogen werden</translation>
    </message>
    <message>
        <source>Keeps the size of signals both ways; Keras&apos;s default</source>
        <translation>Hält die Größe der Signale in beide Richtungen; die Vorgabe von Keras</translation>
    </message>
    <message>
        <source>Larger, made for ReLU, which sets half of its inputs to 0</source>
        <translation>Größer, gemacht für ReLU, das die Hälfte seiner Eingaben auf 0 setzt</translation>
    </message>
    <message>
        <source>too small</source>
        <translation>zu klein</translation>
    </message>
    <message>
        <source>A lesson: signals and gradients vanish</source>
        <translation>Ein Lehrstück: Signale und Gradienten verschwinden</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>zu groß</translation>
    </message>
    <message>
        <source>A lesson: units start out saturated</source>
        <translation>Ein Lehrstück: Die Einheiten sind von Anfang an gesättigt</translation>
    </message>
</context>
<context>
    <name>NetworkPresenter</name>
    <message>
        <source>{run}, moved to {alpha}</source>
        <translation>{run}, versetzt nach {alpha}</translation>
    </message>
    <message>
        <source>{run}, moved to ({alpha}, {beta})</source>
        <translation>{run}, versetzt nach ({alpha}; {beta})</translation>
    </message>
    <message>
        <source>{run}, epoch {epoch}</source>
        <translation>{run}, Epoche {epoch}</translation>
    </message>
</context>
<context>
    <name>NetworkRoom</name>
    <message>
        <source>Your data</source>
        <translation>Eigene Daten</translation>
    </message>
    <message>
        <source>History of training (*.csv)</source>
        <translation>Verlauf des Trainings (*.csv)</translation>
    </message>
    <message>
        <source>Trained weights (*.npz)</source>
        <translation>Trainierte Gewichte (*.npz)</translation>
    </message>
    <message>
        <source>Landscape (*.npz)</source>
        <translation>Landschaft (*.npz)</translation>
    </message>
    <message>
        <source>Surface for ParaView (*.vts)</source>
        <translation>Fläche für ParaView (*.vts)</translation>
    </message>
    <message>
        <source>Paths for ParaView (*.vtp)</source>
        <translation>Pfade für ParaView (*.vtp)</translation>
    </message>
    <message>
        <source>There is no landscape yet: press play, and look at it.</source>
        <translation>Es gibt noch keine Landschaft: auf Wiedergabe drücken und sie ansehen.</translation>
    </message>
    <message>
        <source>Open Data</source>
        <translation>Daten öffnen</translation>
    </message>
    <message>
        <source>Data (*.csv *.tsv *.txt)</source>
        <translation>Daten (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>Open Trained Weights</source>
        <translation>Trainierte Gewichte öffnen</translation>
    </message>
    <message>
        <source>&amp;Your CSV File…</source>
        <translation>&amp;Eigene CSV-Datei …</translation>
    </message>
    <message>
        <source>Picture of What It &amp;Computes…</source>
        <translation>Bild: Was das Netz &amp;berechnet …</translation>
    </message>
    <message>
        <source>Picture of the &amp;Network…</source>
        <translation>Bild des &amp;Netzes …</translation>
    </message>
    <message>
        <source>Picture of the C&amp;urves…</source>
        <translation>Bild der &amp;Kurven …</translation>
    </message>
    <message>
        <source>Picture of the Whole &amp;Lab…</source>
        <translation>Bild des ganzen &amp;Labors …</translation>
    </message>
    <message>
        <source>&amp;History or Weights as a Table…</source>
        <translation>&amp;Verlauf oder Gewichte als Tabelle …</translation>
    </message>
    <message>
        <source>Picture of the L&amp;andscape…</source>
        <translation>Bild der L&amp;andschaft …</translation>
    </message>
    <message>
        <source>The Landscape as a &amp;File…</source>
        <translation>Die Landschaft als &amp;Datei …</translation>
    </message>
    <message>
        <source>Cop&amp;y Picture of What It Computes</source>
        <translation>Was das Netz berechnet, als Bild k&amp;opieren</translation>
    </message>
    <message>
        <source>C&amp;opy Picture of the Whole Lab</source>
        <translation>Bild des ganzen Labors ko&amp;pieren</translation>
    </message>
    <message>
        <source>Rates that &amp;Suit the Data</source>
        <translation>&amp;Lernraten passend zu den Daten</translation>
    </message>
    <message>
        <source>New Initial &amp;Weights</source>
        <translation>Neue &amp;Anfangsgewichte</translation>
    </message>
    <message>
        <source>&amp;Begin with Trained Weights…</source>
        <translation>Mit &amp;trainierten Gewichten beginnen …</translation>
    </message>
    <message>
        <source>&amp;New Random Seed</source>
        <translation>Neuer zufälliger &amp;Seed</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>&amp;Training</translation>
    </message>
    <message>
        <source>One &amp;Batch</source>
        <translation>Ein &amp;Batch</translation>
    </message>
    <message>
        <source>One &amp;Epoch</source>
        <translation>Eine &amp;Epoche</translation>
    </message>
    <message>
        <source>An Epoch Bac&amp;k</source>
        <translation>Eine Epoche &amp;zurück</translation>
    </message>
    <message>
        <source>An Epoch F&amp;orward</source>
        <translation>Eine Epoche &amp;vor</translation>
    </message>
    <message>
        <source>To the Untrained &amp;Network</source>
        <translation>Zum &amp;untrainierten Netz</translation>
    </message>
    <message>
        <source>To the &amp;Latest Epoch</source>
        <translation>Zur &amp;neuesten Epoche</translation>
    </message>
    <message>
        <source>&amp;Restart with the Same Weights</source>
        <translation>Mit &amp;gleichen Gewichten neu beginnen</translation>
    </message>
    <message>
        <source>Restart with New &amp;Weights</source>
        <translation>Mit neuen Ge&amp;wichten neu beginnen</translation>
    </message>
    <message>
        <source>F&amp;aster</source>
        <translation>S&amp;chneller</translation>
    </message>
    <message>
        <source>&amp;Slower</source>
        <translation>&amp;Langsamer</translation>
    </message>
    <message>
        <source>Step by Step in Slow &amp;Motion</source>
        <translation>Schritt für Schritt in Zeitlu&amp;pe</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>&amp;Trainieren</translation>
    </message>
    <message>
        <source>Lan&amp;dscape</source>
        <translation>Lan&amp;dschaft</translation>
    </message>
    <message>
        <source>C&amp;urvature</source>
        <translation>Krümm&amp;ung</translation>
    </message>
    <message>
        <source>&amp;Gradients by Layer</source>
        <translation>G&amp;radienten je Schicht</translation>
    </message>
    <message>
        <source>&amp;Weights</source>
        <translation>Ge&amp;wichte</translation>
    </message>
    <message>
        <source>&amp;Confusion of Classes</source>
        <translation>&amp;Konfusionsmatrix</translation>
    </message>
    <message>
        <source>Inside, &amp;Enlarged</source>
        <translation>Innenleben ver&amp;größern</translation>
    </message>
    <message>
        <source>Landscape in &amp;3D</source>
        <translation>Landschaft in &amp;3D</translation>
    </message>
    <message>
        <source>&amp;Redraw the Landscape</source>
        <translation>Landschaft &amp;neu zeichnen</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>train and pause</source>
        <translation>trainieren und anhalten</translation>
    </message>
    <message>
        <source>one batch, one epoch</source>
        <translation>ein Batch, eine Epoche</translation>
    </message>
    <message>
        <source>look at an epoch before or after</source>
        <translation>eine Epoche davor oder danach ansehen</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Pos1, Ende</translation>
    </message>
    <message>
        <source>the untrained network, the latest epoch</source>
        <translation>das untrainierte Netz, die neueste Epoche</translation>
    </message>
    <message>
        <source>Ctrl + R</source>
        <translation>Strg + R</translation>
    </message>
    <message>
        <source>restart with the same weights; with Shift, with new ones</source>
        <translation>mit gleichen Gewichten neu beginnen; mit Umschalt: mit neuen</translation>
    </message>
    <message>
        <source>faster, slower</source>
        <translation>schneller, langsamer</translation>
    </message>
    <message>
        <source>one step in slow motion: forward and backward</source>
        <translation>ein Schritt in Zeitlupe: vorwärts und rückwärts</translation>
    </message>
    <message>
        <source>landscape, curvature and the others, larger</source>
        <translation>Landschaft, Krümmung und die anderen größer</translation>
    </message>
    <message>
        <source>the landscape in relief, or from above</source>
        <translation>die Landschaft als Relief oder von oben</translation>
    </message>
    <message>
        <source>Click the landscape</source>
        <translation>In die Landschaft klicken</translation>
    </message>
    <message>
        <source>see the network with the weights of that point</source>
        <translation>das Netz mit den Gewichten dieses Punktes sehen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>from that point back to the run</source>
        <translation>von diesem Punkt zurück zum Lauf</translation>
    </message>
    <message>
        <source>Click a neuron</source>
        <translation>Ein Neuron anklicken</translation>
    </message>
    <message>
        <source>its weights, its formula, its activation</source>
        <translation>seine Gewichte, seine Formel, seine Aktivierung</translation>
    </message>
    <message>
        <source>Drag the probe</source>
        <translation>Die Sonde ziehen</translation>
    </message>
    <message>
        <source>ask the network about a point</source>
        <translation>das Netz zu einem Punkt befragen</translation>
    </message>
    <message>
        <source>Double click on a slider</source>
        <translation>Doppelklick auf einen Regler</translation>
    </message>
    <message>
        <source>back to its default</source>
        <translation>zurück zur Vorgabe</translation>
    </message>
</context>
<context>
    <name>NeuronCard</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the details of this neuron (Escape)</source>
        <translation>Die Einzelheiten dieses Neurons schließen (Esc)</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>The bias w₀ and the weights of the inputs of this neuron</source>
        <translation>Der Bias w₀ und die Gewichte der Eingaben dieses Neurons</translation>
    </message>
    <message>
        <source>The activation function g, and where this neuron is on it</source>
        <translation>Die Aktivierungsfunktion g und wo dieses Neuron auf ihr steht</translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>“{text}” is not a number; type one such as 0.01 or 1e-3.</source>
        <translation>„{text}“ ist keine Zahl; richtig wäre etwa 0.01 oder 1e-3.</translation>
    </message>
</context>
<context>
    <name>OptimizerCard</name>
    <message>
        <source>At most {most} runs can race</source>
        <translation>Höchstens {most} Läufe können antreten</translation>
    </message>
    <message>
        <source>Colour of {run}</source>
        <translation>Farbe von {run}</translation>
    </message>
    <message>
        <source>Double click or F2: rename</source>
        <translation>Doppelklick oder F2: umbenennen</translation>
    </message>
    <message>
        <source>Fewer settings</source>
        <translation>Weniger Einstellungen</translation>
    </message>
    <message>
        <source>Hide the hyper-parameters</source>
        <translation>Die Hyperparameter ausblenden</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>Mehr Einstellungen</translation>
    </message>
    <message>
        <source>Show all hyper-parameters and the equation</source>
        <translation>Alle Hyperparameter und die Gleichung zeigen</translation>
    </message>
    <message>
        <source>Whether this run is shown</source>
        <translation>Ob dieser Lauf gezeigt wird</translation>
    </message>
    <message>
        <source>Show {run}</source>
        <translation>{run} zeigen</translation>
    </message>
    <message>
        <source>The line and marker of this run; click to choose another color</source>
        <translation>Linie und Zeichen dieses Laufs; ein Klick wählt eine andere Farbe</translation>
    </message>
    <message>
        <source>Look at {run}</source>
        <translation>{run} ansehen</translation>
    </message>
    <message>
        <source>Look at the network of this run: what it computes, and its weights</source>
        <translation>Das Netz dieses Laufs ansehen: was es berechnet, und seine Gewichte</translation>
    </message>
    <message>
        <source>The learning rate at the step in view</source>
        <translation>Die Lernrate im gezeigten Schritt</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>{title} — {subject}</source>
        <translation>{title} – {subject}</translation>
    </message>
</context>
<context>
    <name>ReliefView</name>
    <message>
        <source>3-D is drawn without OpenGL here.</source>
        <translation>3D wird hier ohne OpenGL gezeichnet.</translation>
    </message>
    <message>
        <source>All runs start here. Drag it, or click elsewhere.</source>
        <translation>Hier beginnen alle Läufe. Ziehen, oder woanders klicken.</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>The loss as a landscape</source>
        <translation>Der Verlust als Landschaft</translation>
    </message>
    <message>
        <source>Arrow keys turn the landscape, plus and minus zoom, R looks from where it began.</source>
        <translation>Pfeiltasten drehen die Landschaft, Plus und Minus zoomen, R blickt wieder von dort, wo es begann.</translation>
    </message>
</context>
<context>
    <name>RunList</name>
    <message>
        <source>Add a run of an optimizer of your choice</source>
        <translation>Einen Lauf mit einem Optimierer nach Wahl hinzufügen</translation>
    </message>
    <message>
        <source>Add an optimizer</source>
        <translation>Optimierer hinzufügen</translation>
    </message>
</context>
<context>
    <name>RunTable</name>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>val. acc.</source>
        <translation>Val.-Gen.</translation>
    </message>
    <message>
        <source>val. {metric}</source>
        <translation>Val.-{metric}</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>val. loss</source>
        <translation>Val.-Verlust</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Choose the run that the other views show</source>
        <translation>Den Lauf wählen, den die anderen Ansichten zeigen</translation>
    </message>
    <message>
        <source>overfits since {epoch}</source>
        <translation>Overfitting ab {epoch}</translation>
    </message>
    <message>
        <source>underfitting</source>
        <translation>Underfitting</translation>
    </message>
    <message>
        <source>unstable</source>
        <translation>instabil</translation>
    </message>
    <message>
        <source>good fit</source>
        <translation>gute Anpassung</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>divergiert</translation>
    </message>
    <message>
        <source>too early to say</source>
        <translation>noch zu früh</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>Show {section}</source>
        <translation>{section} zeigen</translation>
    </message>
    <message>
        <source>Show what stands under this heading</source>
        <translation>Zeigen, was unter dieser Überschrift steht</translation>
    </message>
    <message>
        <source>Hide {section}</source>
        <translation>{section} ausblenden</translation>
    </message>
    <message>
        <source>Hide what stands under this heading</source>
        <translation>Ausblenden, was unter dieser Überschrift steht</translation>
    </message>
</context>
<context>
    <name>SeedRow</name>
    <message>
        <source>New seed</source>
        <translation>Neuer Seed</translation>
    </message>
    <message>
        <source>Throw the dice: another seed</source>
        <translation>Würfeln: ein anderer Seed</translation>
    </message>
</context>
<context>
    <name>SlowMotion</name>
    <message>
        <source>{count} numbers</source>
        <translation>{count} Zahlen</translation>
    </message>
    <message>
        <source>{layer}: every filter slides its 3 × 3 weights over the image; of every 2 × 2 square of what it finds the largest value is kept.</source>
        <translation>{layer}: Jeder Filter schiebt seine 3 × 3 Gewichte über das Bild; von je 2 × 2 Ergebnissen bleibt das größte.</translation>
    </message>
    <message>
        <source>{layer}: step by step, every state follows from the present input and the state before, hₜ = g(w·xₜ + u·hₜ₋₁ + w₀).</source>
        <translation>{layer}: Schritt für Schritt folgt jeder Zustand aus der jetzigen Eingabe und dem vorigen Zustand, hₜ = g(w·xₜ + u·hₜ₋₁ + w₀).</translation>
    </message>
    <message>
        <source>{inputs} (standardised)</source>
        <translation>{inputs} (standardisiert)</translation>
    </message>
    <message>
        <source>{inputs} (standardised {numbers})</source>
        <translation>{inputs} (standardisiert {numbers})</translation>
    </message>
    <message>
        <source>Forward: {sample}, of the batch of {count}, comes in: {inputs}.</source>
        <translation>Vorwärts: {sample} aus dem Batch von {count} kommt herein: {inputs}.</translation>
    </message>
    <message>
        <source>{layer}: every unit weighs its inputs, z = w₀ + Σ w·{inputs}, and g = {activation}; {example}.</source>
        <translation>{layer}: Jede Einheit gewichtet ihre Eingaben, z = w₀ + Σ w·{inputs}, und g = {activation}; {example}.</translation>
    </message>
    <message>
        <source>Dropout switches {count} of {units} units off.</source>
        <translation>Dropout schaltet {count} von {units} Einheiten ab.</translation>
    </message>
    <message>
        <source>Standardised, the output is {output}, the target {target}</source>
        <translation>Standardisiert ist die Ausgabe {output}, das Ziel {target}</translation>
    </message>
    <message>
        <source>The output is {output}, the target {target}</source>
        <translation>Die Ausgabe ist {output}, das Ziel {target}</translation>
    </message>
    <message>
        <source>The true class has the probability {output}</source>
        <translation>Die wahre Klasse hat die Wahrscheinlichkeit {output}</translation>
    </message>
    <message>
        <source>{compared}: the loss is L = {loss}. The mean over the batch is {batch_loss}.</source>
        <translation>{compared}: Der Verlust ist L = {loss}. Im Mittel über den Batch ist er {batch_loss}.</translation>
    </message>
    <message>
        <source>{layer}: the chain rule leads back through every step: ‖δ{layer_number}‖ = {error}, mean g′(z) = {slope}.</source>
        <translation>{layer}: Die Kettenregel führt durch jeden Schritt zurück: ‖δ{layer_number}‖ = {error}, im Mittel g′(z) = {slope}.</translation>
    </message>
    <message>
        <source>{layer}: chain rule, δ{own} = (W{next} δ{next}) · g′(z{own}): ‖W{next} δ{next}‖ = {back}, mean g′ = {slope}, so ‖δ{own}‖ = {error}.</source>
        <translation>{layer}: Kettenregel, δ{own} = (W{next} δ{next}) · g′(z{own}): ‖W{next} δ{next}‖ = {back}, im Mittel g′ = {slope}, also ‖δ{own}‖ = {error}.</translation>
    </message>
    <message>
        <source>Backward: how the loss changes with the output&apos;s z, δ{own} = ∂L/∂z = output − target = {error}.</source>
        <translation>Rückwärts: wie sich der Verlust mit dem z der Ausgabe ändert, δ{own} = ∂L/∂z = Ausgabe − Ziel = {error}.</translation>
    </message>
    <message>
        <source>Backward: how the loss changes with the outputs&apos; z, δ{own} = ∂L/∂z = output − target; ‖δ{own}‖ = {error}.</source>
        <translation>Rückwärts: wie sich der Verlust mit dem z der Ausgaben ändert, δ{own} = ∂L/∂z = Ausgabe − Ziel; ‖δ{own}‖ = {error}.</translation>
    </message>
    <message>
        <source>Backward: how the loss changes with the output&apos;s z, δ{own} = ∂L/∂z = ∂L/∂y · g′(z{own}); ‖δ{own}‖ = {error}.</source>
        <translation>Rückwärts: wie sich der Verlust mit dem z der Ausgabe ändert, δ{own} = ∂L/∂z = ∂L/∂y · g′(z{own}); ‖δ{own}‖ = {error}.</translation>
    </message>
    <message>
        <source>The optimizer moves all weights by ‖Δw‖ = {moved} with η = {rate}, for the whole batch; the most moved one goes from {before} to {after}.</source>
        <translation>Der Optimierer verschiebt alle Gewichte um ‖Δw‖ = {moved} mit η = {rate}, für den ganzen Batch; das am weitesten bewegte von {before} auf {after}.</translation>
    </message>
    <message>
        <source>output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>target</source>
        <translation>Ziel</translation>
    </message>
</context>
<context>
    <name>SlowMotionBar</name>
    <message>
        <source>Stage {stage} of {count}</source>
        <translation>Abschnitt {stage} von {count}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stay at this stage</source>
        <translation>Bei diesem Abschnitt bleiben</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Let the stages follow each other</source>
        <translation>Die Abschnitte nacheinander ablaufen lassen</translation>
    </message>
    <message>
        <source>Stage back</source>
        <translation>Abschnitt zurück</translation>
    </message>
    <message>
        <source>Back to the stage before</source>
        <translation>Zurück zum vorigen Abschnitt</translation>
    </message>
    <message>
        <source>Stage forward</source>
        <translation>Abschnitt vor</translation>
    </message>
    <message>
        <source>On to the next stage</source>
        <translation>Weiter zum nächsten Abschnitt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Leave the slow motion (Escape)</source>
        <translation>Die Zeitlupe verlassen (Esc)</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Nochmal</translation>
    </message>
    <message>
        <source>The same batch again, from its first stage</source>
        <translation>Denselben Batch noch einmal, vom ersten Abschnitt an</translation>
    </message>
    <message>
        <source>Next batch</source>
        <translation>Nächster Batch</translation>
    </message>
    <message>
        <source>Let the optimizer step, and go on with the next batch</source>
        <translation>Den Optimierer den Schritt machen lassen und mit dem nächsten Batch weitergehen</translation>
    </message>
    <message>
        <source>The stages: inputs, forward, loss, backward, update</source>
        <translation>Die Abschnitte: Eingaben, vorwärts, Verlust, rückwärts, Änderung der Gewichte</translation>
    </message>
</context>
<context>
    <name>SpectrumPlot</name>
    <message>
        <source>Spectrum</source>
        <translation>Spektrum</translation>
    </message>
    <message>
        <source>How many of all directions are curved how much: the eigenvalues of the loss&apos;s Hessian; the ticks are the largest ones</source>
        <translation>Wie viele aller Richtungen wie stark gekrümmt sind: die Eigenwerte der Hesse-Matrix des Verlusts; die Striche sind die größten</translation>
    </message>
    <message>
        <source>Close the spectrum</source>
        <translation>Spektrum schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop computing the spectrum</source>
        <translation>Das Spektrum nicht weiter berechnen</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>Berechnen</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Erneuern</translation>
    </message>
    <message>
        <source>Compute the spectrum of the shown run&apos;s Hessian at the epoch in view</source>
        <translation>Das Spektrum der Hesse-Matrix des gezeigten Laufs in der gezeigten Epoche berechnen</translation>
    </message>
    <message>
        <source>Not finite: the run has diverged</source>
        <translation>Nicht endlich: Der Lauf ist divergiert</translation>
    </message>
    <message>
        <source>Trace {trace}: the sum of all curvatures; {share} of the directions curve downwards</source>
        <translation>Spur {trace}: die Summe aller Krümmungen; {share} der Richtungen sind nach unten gekrümmt</translation>
    </message>
    <message>
        <source>Computing the spectrum of {subject} …</source>
        <translation>Das Spektrum von {subject} wird berechnet …</translation>
    </message>
    <message>
        <source>density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>rank among the largest</source>
        <translation>Rang unter den größten</translation>
    </message>
    <message>
        <source>How is the loss curved in all directions at once? The spectrum tells.</source>
        <translation>Wie ist der Verlust in allen Richtungen zugleich gekrümmt? Das Spektrum sagt es.</translation>
    </message>
    <message>
        <source>eigenvalue</source>
        <translation>Eigenwert</translation>
    </message>
</context>
<context>
    <name>SurfacePanel</name>
    <message>
        <source>The loss over two weights</source>
        <translation>Der Verlust über zwei Gewichten</translation>
    </message>
    <message>
        <source>Formula …</source>
        <translation>Formel …</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>Fläche</translation>
    </message>
</context>
<context>
    <name>SurfacePresenter</name>
    <message>
        <source>x {x:.3g} · y {y:.3g} · loss {loss:.4g} · ‖∇‖ {slope:.3g}</source>
        <translation>x {x:.3g} · y {y:.3g} · Verlust {loss:.4g} · ‖∇‖ {slope:.3g}</translation>
    </message>
</context>
<context>
    <name>SurfaceRoom</name>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>NumPy arrays (*.npz)</source>
        <translation>NumPy-Arrays (*.npz)</translation>
    </message>
    <message>
        <source>Picture of the &amp;Map…</source>
        <translation>Bild der &amp;Karte …</translation>
    </message>
    <message>
        <source>Picture of Map, Loss and &amp;Verdicts…</source>
        <translation>Bild von Karte, &amp;Verlust und Ergebnis …</translation>
    </message>
    <message>
        <source>Picture of the Whole &amp;Lab…</source>
        <translation>Bild des ganzen &amp;Labors …</translation>
    </message>
    <message>
        <source>&amp;Table of All Steps…</source>
        <translation>&amp;Tabelle aller Schritte …</translation>
    </message>
    <message>
        <source>&amp;Copy Picture of the Map</source>
        <translation>Bild der Karte k&amp;opieren</translation>
    </message>
    <message>
        <source>C&amp;opy Picture of the Whole Lab</source>
        <translation>Bild des ganzen Labors ko&amp;pieren</translation>
    </message>
    <message>
        <source>Rates that &amp;Suit the Surface</source>
        <translation>&amp;Lernraten passend zur Fläche</translation>
    </message>
    <message>
        <source>&amp;New Random Seed</source>
        <translation>Neuer zufälliger &amp;Seed</translation>
    </message>
    <message>
        <source>&amp;Race</source>
        <translation>&amp;Rennen</translation>
    </message>
    <message>
        <source>Step &amp;Back</source>
        <translation>Schritt &amp;zurück</translation>
    </message>
    <message>
        <source>Step &amp;Forward</source>
        <translation>Schritt &amp;vor</translation>
    </message>
    <message>
        <source>To the &amp;Start</source>
        <translation>Zum A&amp;nfang</translation>
    </message>
    <message>
        <source>To the &amp;End</source>
        <translation>Zum &amp;Ende</translation>
    </message>
    <message>
        <source>F&amp;aster</source>
        <translation>S&amp;chneller</translation>
    </message>
    <message>
        <source>S&amp;lower</source>
        <translation>&amp;Langsamer</translation>
    </message>
    <message>
        <source>L&amp;oop</source>
        <translation>&amp;Schleife</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>&amp;Abspielen</translation>
    </message>
    <message>
        <source>&amp;Whole Domain</source>
        <translation>&amp;Ganzer Bereich</translation>
    </message>
    <message>
        <source>&amp;Three Dimensions</source>
        <translation>&amp;Drei Dimensionen</translation>
    </message>
    <message>
        <source>T&amp;urn by Itself</source>
        <translation>Von se&amp;lbst drehen</translation>
    </message>
    <message>
        <source>Loss as &amp;Colour</source>
        <translation>Verlust als &amp;Farbe</translation>
    </message>
    <message>
        <source>By &amp;Rank</source>
        <translation>Nach &amp;Rang</translation>
    </message>
    <message>
        <source>&amp;Logarithmic</source>
        <translation>Lo&amp;garithmisch</translation>
    </message>
    <message>
        <source>L&amp;inear</source>
        <translation>&amp;Linear</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>play and pause</source>
        <translation>abspielen und anhalten</translation>
    </message>
    <message>
        <source>one step back or forward</source>
        <translation>einen Schritt zurück oder vor</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Pos1, Ende</translation>
    </message>
    <message>
        <source>to the start, to the end</source>
        <translation>zum Anfang, zum Ende</translation>
    </message>
    <message>
        <source>faster, slower</source>
        <translation>schneller, langsamer</translation>
    </message>
    <message>
        <source>loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>show the whole domain</source>
        <translation>den ganzen Bereich zeigen</translation>
    </message>
    <message>
        <source>Drag the start, or click</source>
        <translation>Startpunkt ziehen oder klicken</translation>
    </message>
    <message>
        <source>begin somewhere else</source>
        <translation>anderswo beginnen</translation>
    </message>
    <message>
        <source>Shift + arrows, on the map</source>
        <translation>Umschalt + Pfeile, auf der Karte</translation>
    </message>
    <message>
        <source>nudge the start</source>
        <translation>Startpunkt leicht verschieben</translation>
    </message>
    <message>
        <source>Drag the map, mouse wheel</source>
        <translation>Karte ziehen, Mausrad</translation>
    </message>
    <message>
        <source>move and zoom</source>
        <translation>verschieben und zoomen</translation>
    </message>
    <message>
        <source>Ctrl + arrows, + and −, on the map</source>
        <translation>Strg + Pfeile, + und −, auf der Karte</translation>
    </message>
    <message>
        <source>the map, or the loss as land in three dimensions</source>
        <translation>die Karte, oder der Verlust als Land in drei Dimensionen</translation>
    </message>
    <message>
        <source>Drag the land, or arrows on it</source>
        <translation>Das Land ziehen, oder Pfeiltasten darauf</translation>
    </message>
    <message>
        <source>turn it</source>
        <translation>es drehen</translation>
    </message>
    <message>
        <source>Shift + drag, mouse wheel, + and −, on the land</source>
        <translation>Umschalt + ziehen, Mausrad, + und −, auf dem Land</translation>
    </message>
    <message>
        <source>Double click on a slider</source>
        <translation>Doppelklick auf einen Regler</translation>
    </message>
    <message>
        <source>back to its default</source>
        <translation>zurück zur Vorgabe</translation>
    </message>
</context>
<context>
    <name>ToolCorner</name>
    <message>
        <source>Take back the last change ({keys})</source>
        <translation>Die letzte Änderung zurücknehmen ({keys})</translation>
    </message>
    <message>
        <source>Do again what was taken back ({keys})</source>
        <translation>Das Zurückgenommene wiederholen ({keys})</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open an experiment file</source>
        <translation>Eine Experimentdatei öffnen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save the experiment as a file</source>
        <translation>Das Experiment als Datei speichern</translation>
    </message>
    <message>
        <source>Export ▾</source>
        <translation>Export ▾</translation>
    </message>
    <message>
        <source>Save or copy pictures and tables</source>
        <translation>Bilder und Tabellen speichern oder kopieren</translation>
    </message>
</context>
<context>
    <name>TrainingCurves</name>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>{quantity} over epochs</source>
        <translation>{quantity}</translation>
    </message>
    <message>
        <source>What training makes small</source>
        <translation>Was das Training klein macht</translation>
    </message>
    <message>
        <source>What people judge by: the larger, the better</source>
        <translation>Wonach Menschen urteilen: je größer, desto besser</translation>
    </message>
    <message>
        <source>log</source>
        <translation>log</translation>
    </message>
    <message>
        <source>Equal heights are equal factors: small losses show too</source>
        <translation>Gleiche Höhen sind gleiche Faktoren: Auch kleine Verluste sind zu sehen</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>linear</translation>
    </message>
    <message>
        <source>Equal heights are equal differences of the loss</source>
        <translation>Gleiche Höhen sind gleiche Unterschiede im Verlust</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Training and validation after each epoch; click or drag to look at another epoch</source>
        <translation>Training und Validierung nach jeder Epoche; klicken oder ziehen zeigt eine andere Epoche</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>The curves begin with the first epoch.</source>
        <translation>Die Kurven beginnen mit der ersten Epoche.</translation>
    </message>
    <message>
        <source>overfitting</source>
        <translation>Overfitting</translation>
    </message>
    <message>
        <source>early stop</source>
        <translation>früh gestoppt</translation>
    </message>
    <message>
        <source>restored</source>
        <translation>zurückgeholt</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>divergiert</translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>What training makes as small as it can</source>
        <translation>Was das Training so klein macht, wie es kann</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>How often training goes through all samples before it ends</source>
        <translation>Wie oft das Training alle Beispiele durchgeht, bevor es endet</translation>
    </message>
    <message>
        <source>shuffle every epoch</source>
        <translation>jede Epoche neu mischen</translation>
    </message>
    <message>
        <source>Draw other batches in every epoch, so that no order is learned</source>
        <translation>In jeder Epoche andere Batches ziehen, damit keine Reihenfolge gelernt wird</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>The number all randomness comes from: data, initial weights, batches and dropout</source>
        <translation>Zufallsstartwert, aus dem aller Zufall kommt: Daten, Anfangsgewichte, Batches und Dropout</translation>
    </message>
</context>
<context>
    <name>TrainingPlayer</name>
    <message>
        <source>All epochs are over: training goes on to epoch {epoch}.</source>
        <translation>Alle Epochen sind vorbei: Das Training geht weiter bis Epoche {epoch}.</translation>
    </message>
    <message>
        <source>Every run has diverged. Take a smaller learning rate and press play: they go on from their last finite weights.</source>
        <translation>Alle Läufe sind divergiert. Mit einer kleineren Lernrate weitertrainieren: Sie beginnen bei ihren letzten endlichen Gewichten.</translation>
    </message>
    <message>
        <source>Early stopping has ended the training. Press play to train on all the same.</source>
        <translation>Frühes Stoppen hat das Training beendet. Die Leertaste trainiert trotzdem weiter.</translation>
    </message>
</context>
<context>
    <name>TrainingTransport</name>
    <message>
        <source>epoch {epoch} / {epochs}</source>
        <translation>Epoche {epoch} / {epochs}</translation>
    </message>
    <message>
        <source>batch {batch} / {batches}</source>
        <translation>Batch {batch} / {batches}</translation>
    </message>
    <message>
        <source>{rate} steps/s</source>
        <translation>{rate} Schritte/s</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Hold the training at this batch</source>
        <translation>Das Training bei diesem Batch anhalten</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Let all optimizers train, batch by batch</source>
        <translation>Alle Optimierer trainieren lassen, Batch für Batch</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Back to before the first batch, with the same initial weights</source>
        <translation>Zurück vor den ersten Batch, mit den gleichen Anfangsgewichten</translation>
    </message>
    <message>
        <source>New weights</source>
        <translation>Neue Gewichte</translation>
    </message>
    <message>
        <source>Start again with other random initial weights</source>
        <translation>Mit anderen zufälligen Anfangsgewichten neu beginnen</translation>
    </message>
    <message>
        <source>One batch</source>
        <translation>Ein Batch</translation>
    </message>
    <message>
        <source>One batch on: every optimizer updates once</source>
        <translation>Einen Batch weiter: Jeder Optimierer macht einen Schritt</translation>
    </message>
    <message>
        <source>One epoch</source>
        <translation>Eine Epoche</translation>
    </message>
    <message>
        <source>One epoch on: every sample is used once</source>
        <translation>Eine Epoche weiter: Jedes Beispiel kommt einmal dran</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>The epoch that all views show; drag to look back</source>
        <translation>Die Epoche in allen Ansichten; ziehen blickt zurück</translation>
    </message>
    <message>
        <source>latest</source>
        <translation>aktuell</translation>
    </message>
    <message>
        <source>Back from the past to what training has reached</source>
        <translation>Aus der Vergangenheit zurück zum Stand des Trainings</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>How fast it trains: a few batches or epochs a second, or all it can</source>
        <translation>Wie schnell trainiert wird: ein paar Batches oder Epochen je Sekunde oder so schnell es geht</translation>
    </message>
    <message>
        <source>1 batch/s</source>
        <translation>1 Batch/s</translation>
    </message>
    <message>
        <source>10 batches/s</source>
        <translation>10 Batches/s</translation>
    </message>
    <message>
        <source>1 epoch/s</source>
        <translation>1 Epoche/s</translation>
    </message>
    <message>
        <source>10 epochs/s</source>
        <translation>10 Epochen/s</translation>
    </message>
    <message>
        <source>full speed</source>
        <translation>volles Tempo</translation>
    </message>
    <message>
        <source>slow motion</source>
        <translation>Zeitlupe</translation>
    </message>
    <message>
        <source>Follow one batch through the network, forward and backward</source>
        <translation>Einem Batch durch das Netz folgen, vorwärts und rückwärts</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>step {step} / {steps}</source>
        <translation>Schritt {step} / {steps}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Hold the race at this step</source>
        <translation>Das Rennen hier anhalten</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Let the race run, step by step</source>
        <translation>Das Rennen schrittweise ablaufen lassen</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>Zum Anfang</translation>
    </message>
    <message>
        <source>Back to the start, before the first step</source>
        <translation>Zurück zum Startpunkt, vor den ersten Schritt</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>Schritt zurück</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>Einen Schritt zurück</translation>
    </message>
    <message>
        <source>Step forward</source>
        <translation>Schritt vor</translation>
    </message>
    <message>
        <source>One step on: every optimizer updates once</source>
        <translation>Einen Schritt vor: Jeder Optimierer macht einen Schritt</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>Zum Ende</translation>
    </message>
    <message>
        <source>On to the last step</source>
        <translation>Weiter zum letzten Schritt</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>Start again from the beginning after the last step</source>
        <translation>Nach dem letzten Schritt wieder von vorn beginnen</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>The step that all views show: one update of every optimizer</source>
        <translation>Der Schritt in allen Ansichten: Jeder Optimierer ändert die Gewichte einmal</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>How fast the race plays</source>
        <translation>Wie schnell das Rennen abläuft</translation>
    </message>
</context>
<context>
    <name>UpdateRateButton</name>
    <message>
        <source>Only when asked</source>
        <translation>Nur auf Wunsch</translation>
    </message>
    <message>
        <source>The landscape stays as it is while the network trains</source>
        <translation>Die Landschaft bleibt, wie sie ist, während das Netz lernt</translation>
    </message>
    <message>
        <source>Once a second</source>
        <translation>Einmal je Sekunde</translation>
    </message>
    <message>
        <source>The landscape follows the training at ease</source>
        <translation>Die Landschaft folgt dem Training gemächlich</translation>
    </message>
    <message>
        <source>All the time</source>
        <translation>Laufend</translation>
    </message>
    <message>
        <source>The landscape follows every moment of the training</source>
        <translation>Die Landschaft folgt jedem Augenblick des Trainings</translation>
    </message>
    <message>
        <source>Redraw: {rhythm}</source>
        <translation>Neu zeichnen: {rhythm}</translation>
    </message>
</context>
<context>
    <name>ValueSlider</name>
    <message>
        <source>Double click: back to {default}</source>
        <translation>Doppelklick: zurück auf {default}</translation>
    </message>
    <message>
        <source>{name}, as a number</source>
        <translation>{name}, als Zahl</translation>
    </message>
</context>
<context>
    <name>VerdictTable</name>
    <message>
        <source>Who landed where</source>
        <translation>Wer wo gelandet ist</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Landed</source>
        <translation>Gelandet</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>global</source>
        <translation>global</translation>
    </message>
    <message>
        <source>local</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>saddle</source>
        <translation>Sattel</translation>
    </message>
    <message>
        <source>at rest</source>
        <translation>ruht</translation>
    </message>
    <message>
        <source>moving</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>left</source>
        <translation>draußen</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>divergiert</translation>
    </message>
</context>
<context>
    <name>WeightHistogram</name>
    <message>
        <source>Weights per layer</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>How the weights of each layer are spread; μ is their mean, σ their standard deviation</source>
        <translation>Wie sich die Gewichte jeder Schicht verteilen; μ ist ihr Mittel, σ ihre Standardabweichung</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>not finite</source>
        <translation>nicht endlich</translation>
    </message>
</context>
<context>
    <name>WholeNumberBox</name>
    <message>
        <source>“{text}” is not a whole number from {low} to {high}.</source>
        <translation>„{text}“ ist keine ganze Zahl von {low} bis {high}.</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>Speichern &amp;unter …</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Full Screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Optimizers racing over a loss surface</source>
        <translation>Optimierer im Rennen über eine Verlustfläche</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Small networks that train while you watch</source>
        <translation>Kleine Netze, denen man beim Lernen zusieht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keys and Mouse</source>
        <translation>&amp;Tasten und Maus</translation>
    </message>
    <message>
        <source>Show &amp;Folder of the Last Experiment</source>
        <translation>&amp;Ordner des letzten Experiments zeigen</translation>
    </message>
    <message>
        <source>&amp;About Talweg</source>
        <translation>&amp;Über Talweg</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Talweg&lt;/h3&gt;&lt;p&gt;See how learning works: optimizers race over loss surfaces, networks learn while you watch.&lt;/p&gt;&lt;p&gt;The talweg is the line that joins the lowest points of a valley, the way water takes.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Talweg&lt;/h3&gt;&lt;p&gt;Sehen, wie Lernen funktioniert: Optimierer laufen um die Wette, Netze lernen vor deinen Augen.&lt;/p&gt;&lt;p&gt;Der Talweg ist die Linie, die die tiefsten Punkte eines Tals verbindet, der Weg des Wassers.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&amp;Undo {change}</source>
        <translation>&amp;Rückgängig: {change}</translation>
    </message>
    <message>
        <source>&amp;Redo {change}</source>
        <translation>&amp;Wiederholen: {change}</translation>
    </message>
    <message>
        <source>Computing …</source>
        <translation>Wird berechnet …</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>Keys and Mouse</source>
        <translation>Tasten und Maus</translation>
    </message>
    <message>
        <source>About Talweg</source>
        <translation>Über Talweg</translation>
    </message>
</context>
<context>
    <name>_Body</name>
    <message>
        <source>η changes at step {step}</source>
        <translation>η wechselt bei Schritt {step}</translation>
    </message>
    <message>
        <source>η changes at {number} steps</source>
        <translation>η wechselt bei {number} Schritten</translation>
    </message>
    <message>
        <source>Click to use one learning rate for the whole run again (steps: {steps})</source>
        <translation>Ein Klick, und wieder gilt eine Lernrate für den ganzen Lauf (Schritte: {steps})</translation>
    </message>
    <message>
        <source>Equation</source>
        <translation>Gleichung</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>Set the learning rate and all else to the defaults of Keras</source>
        <translation>Lernrate und alles andere auf die Vorgaben von Keras setzen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Add a second run with the same settings, to compare</source>
        <translation>Zum Vergleich einen Lauf mit denselben Einstellungen hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Take this run out of the race</source>
        <translation>Diesen Lauf aus dem Rennen nehmen</translation>
    </message>
</context>
<context>
    <name>_Chip</name>
    <message>
        <source>hidden layer {number}</source>
        <translation>verborgene Schicht {number}</translation>
    </message>
    <message>
        <source>Units of {layer}</source>
        <translation>Einheiten: {layer}</translation>
    </message>
    <message>
        <source>How many units {layer} has; arrow keys change it</source>
        <translation>Wie viele Einheiten die {layer} hat; die Pfeiltasten ändern es</translation>
    </message>
    <message>
        <source>Remove {layer}</source>
        <translation>Die {layer} entfernen</translation>
    </message>
    <message>
        <source>Take this layer out of the network</source>
        <translation>Diese Schicht aus dem Netz nehmen</translation>
    </message>
</context>
<context>
    <name>_EarlyStopping</name>
    <message>
        <source>No samples are held back to validate: raise the validation share</source>
        <translation>Keine Beispiele sind zum Validieren zurückgehalten: Dazu den Anteil der Validierung erhöhen</translation>
    </message>
    <message>
        <source>early stopping</source>
        <translation>frühes Stoppen (Early Stopping)</translation>
    </message>
    <message>
        <source>End a run when what is watched has not become better for a while</source>
        <translation>Einen Lauf beenden, wenn sich das Beobachtete eine Weile nicht verbessert hat</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>Trainingsverlust</translation>
    </message>
    <message>
        <source>It hardly ever stops early</source>
        <translation>Damit wird kaum je früh gestoppt</translation>
    </message>
    <message>
        <source>training metric</source>
        <translation>Trainingsmetrik</translation>
    </message>
    <message>
        <source>Accuracy or R² on the training samples</source>
        <translation>Genauigkeit oder R² auf den Trainingsbeispielen</translation>
    </message>
    <message>
        <source>validation loss</source>
        <translation>Validierungsverlust</translation>
    </message>
    <message>
        <source>Rises when the network overfits</source>
        <translation>Steigt bei Überanpassung</translation>
    </message>
    <message>
        <source>validation metric</source>
        <translation>Validierungsmetrik</translation>
    </message>
    <message>
        <source>Accuracy or R² on samples it never saw</source>
        <translation>Genauigkeit oder R² auf nie gesehenen Beispielen</translation>
    </message>
    <message>
        <source>watches</source>
        <translation>beobachtet</translation>
    </message>
    <message>
        <source>The value that has to become better</source>
        <translation>Der Wert, der sich verbessern muss</translation>
    </message>
    <message>
        <source>patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>For how many epochs it may fail to become better</source>
        <translation>Wie viele Epochen lang eine Verbesserung ausbleiben darf</translation>
    </message>
    <message>
        <source>restore best weights</source>
        <translation>beste Gewichte zurückholen</translation>
    </message>
    <message>
        <source>At the end, go back to the weights of the best epoch</source>
        <translation>Am Ende zu den Gewichten der besten Epoche zurückkehren</translation>
    </message>
</context>
<context>
    <name>_FormulaFields</name>
    <message>
        <source>such as {example}</source>
        <translation>etwa {example}</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>A formula in x and y; every other name becomes a parameter with a slider of its own</source>
        <translation>Eine Formel in x und y; jeder andere Name wird zu einem Parameter mit eigenem Regler</translation>
    </message>
    <message>
        <source>x from</source>
        <translation>x von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>y from</source>
        <translation>y von</translation>
    </message>
    <message>
        <source>Lowest x</source>
        <translation>Kleinstes x</translation>
    </message>
    <message>
        <source>Highest x</source>
        <translation>Größtes x</translation>
    </message>
    <message>
        <source>Lowest y</source>
        <translation>Kleinstes y</translation>
    </message>
    <message>
        <source>Highest y</source>
        <translation>Größtes y</translation>
    </message>
    <message>
        <source>Where the surface is drawn: the domain</source>
        <translation>Wo die Fläche gezeichnet wird: der Bereich</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>{message}; see talweg --help.</source>
        <translation>{message}; siehe talweg --help.</translation>
    </message>
    <message>
        <source>This Talweg is not installed and has no version.</source>
        <translation>Dieses Talweg ist nicht installiert und hat keine Version.</translation>
    </message>
    <message>
        <source>There is no display for a window; talweg run FILE.json -o OUT.png works without.</source>
        <translation>Es gibt keinen Bildschirm für ein Fenster; talweg run FILE.json -o OUT.png kommt ohne aus.</translation>
    </message>
    <message>
        <source>{path} has every run switched off; enable one.</source>
        <translation>In {path} sind alle Läufe ausgeschaltet; einer muss eingeschaltet sein.</translation>
    </message>
    <message>
        <source>{path} is a folder; name a file.</source>
        <translation>{path} ist ein Ordner; nötig ist eine Datei.</translation>
    </message>
    <message>
        <source>{path} cannot be written: there is no folder {folder}.</source>
        <translation>{path} lässt sich nicht schreiben: Den Ordner {folder} gibt es nicht.</translation>
    </message>
    <message>
        <source>{path} cannot be written: it is in a read-only folder.</source>
        <translation>{path} lässt sich nicht schreiben: Der Ordner ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>{path} cannot be written: it is read-only.</source>
        <translation>{path} kann nicht geschrieben werden: schreibgeschützt.</translation>
    </message>
    <message>
        <source>{path} is the input or another output already; name another file.</source>
        <translation>{path} ist schon Eingabe oder eine andere Ausgabe; bitte eine andere Datei nennen.</translation>
    </message>
    <message>
        <source>--size is {size!r}; it has to look like 1280x800, and be 640x480 or more.</source>
        <translation>--size ist {size!r}; es muss wie 1280x800 aussehen und mindestens 640x480 sein.</translation>
    </message>
    <message>
        <source>--size is {size}; no side of a picture can have over {most} pixels.</source>
        <translation>--size ist {size}; keine Seite eines Bildes kann mehr als {most} Pixel haben.</translation>
    </message>
    <message>
        <source>--scale is {scale:g}; it has to be 0.25 to 8, and no side over {most} pixels.</source>
        <translation>--scale ist {scale:g}; erlaubt ist 0.25 bis 8, und keine Seite über {most} Pixel.</translation>
    </message>
    <message>
        <source>{path} is a race over a surface; talweg landscape takes a network.</source>
        <translation>{path} ist ein Wettlauf über eine Fläche; talweg landscape nimmt ein Netz.</translation>
    </message>
    <message>
        <source>There are {count} outputs .npz; name one.</source>
        <translation>Es sind {count} Ausgaben .npz angegeben; eine genügt.</translation>
    </message>
    <message>
        <source>There is not enough memory for a picture {scale:g} times as large.</source>
        <translation>Der Speicher reicht nicht für ein {scale:g}-mal so großes Bild.</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>das ist ein Ordner</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>das ist kein Ordner</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>kein Platz mehr auf dem Datenträger</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>der Datenträger ist schreibgeschützt</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>der Dateiname ist zu lang</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>{path} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>{path}: {reason}</source>
        <translation>{path}: {reason}</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}.</source>
        <translation>{path} lässt sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>{path} has no known suffix; it has to end in {known}.</source>
        <translation>{path} hat keine bekannte Endung; möglich sind {known}.</translation>
    </message>
    <message>
        <source>edit formula</source>
        <translation>Formel bearbeiten</translation>
    </message>
    <message>
        <source>new experiment</source>
        <translation>neues Experiment</translation>
    </message>
    <message>
        <source>open file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>The domain has to lie between {low} and {high}.</source>
        <translation>Der Bereich muss zwischen {low} und {high} liegen.</translation>
    </message>
    <message>
        <source>The domain has to go from a lower to a higher number.</source>
        <translation>Der Bereich muss von einer kleineren zu einer größeren Zahl reichen.</translation>
    </message>
    <message>
        <source>The domain has to be {least} wide or more.</source>
        <translation>Der Bereich muss mindestens {least} breit sein.</translation>
    </message>
    <message>
        <source>change domain</source>
        <translation>Bereich ändern</translation>
    </message>
    <message>
        <source>change surface</source>
        <translation>Fläche ändern</translation>
    </message>
    <message>
        <source>change learning rates</source>
        <translation>Lernraten ändern</translation>
    </message>
    <message>
        <source>change learning rate</source>
        <translation>Lernrate ändern</translation>
    </message>
    <message>
        <source>change hyper-parameter</source>
        <translation>Hyperparameter ändern</translation>
    </message>
    <message>
        <source>choose data</source>
        <translation>Daten wählen</translation>
    </message>
    <message>
        <source>choose columns</source>
        <translation>Spalten wählen</translation>
    </message>
    <message>
        <source>change data</source>
        <translation>Daten ändern</translation>
    </message>
    <message>
        <source>change noise</source>
        <translation>Rauschen ändern</translation>
    </message>
    <message>
        <source>change number of samples</source>
        <translation>Zahl der Beispiele ändern</translation>
    </message>
    <message>
        <source>change validation share</source>
        <translation>Anteil der Validierung ändern</translation>
    </message>
    <message>
        <source>standardise or not</source>
        <translation>Standardisierung ein- oder ausschalten</translation>
    </message>
    <message>
        <source>choose network</source>
        <translation>Netz wählen</translation>
    </message>
    <message>
        <source>choose cell</source>
        <translation>Zelle wählen</translation>
    </message>
    <message>
        <source>change layers</source>
        <translation>Schichten ändern</translation>
    </message>
    <message>
        <source>change a layer</source>
        <translation>Schicht ändern</translation>
    </message>
    <message>
        <source>change filters</source>
        <translation>Filter ändern</translation>
    </message>
    <message>
        <source>choose activation</source>
        <translation>Aktivierung wählen</translation>
    </message>
    <message>
        <source>choose initial weights</source>
        <translation>Anfangsgewichte wählen</translation>
    </message>
    <message>
        <source>change dropout</source>
        <translation>Dropout ändern</translation>
    </message>
    <message>
        <source>change L1</source>
        <translation>L1 ändern</translation>
    </message>
    <message>
        <source>change L2</source>
        <translation>L2 ändern</translation>
    </message>
    <message>
        <source>choose loss</source>
        <translation>Verlust wählen</translation>
    </message>
    <message>
        <source>change batch size</source>
        <translation>Batchgröße ändern</translation>
    </message>
    <message>
        <source>change epochs</source>
        <translation>Zahl der Epochen ändern</translation>
    </message>
    <message>
        <source>shuffle or not</source>
        <translation>Mischen ein- oder ausschalten</translation>
    </message>
    <message>
        <source>change early stopping</source>
        <translation>frühes Stoppen ändern</translation>
    </message>
    <message>
        <source>change steps</source>
        <translation>Schrittzahl ändern</translation>
    </message>
    <message>
        <source>change seed</source>
        <translation>Seed ändern</translation>
    </message>
    <message>
        <source>switch a run on or off</source>
        <translation>Lauf ein- oder ausschalten</translation>
    </message>
    <message>
        <source>back to Keras&apos;s defaults</source>
        <translation>auf Keras-Vorgaben setzen</translation>
    </message>
    <message>
        <source>duplicate a run</source>
        <translation>Lauf duplizieren</translation>
    </message>
    <message>
        <source>add a run</source>
        <translation>Lauf hinzufügen</translation>
    </message>
    <message>
        <source>remove a run</source>
        <translation>Lauf entfernen</translation>
    </message>
    <message>
        <source>clear learning-rate changes</source>
        <translation>Lernratenwechsel löschen</translation>
    </message>
    <message>
        <source>change colour</source>
        <translation>Farbe ändern</translation>
    </message>
    <message>
        <source>rename a run</source>
        <translation>Lauf umbenennen</translation>
    </message>
    <message>
        <source>move the start</source>
        <translation>Startpunkt verschieben</translation>
    </message>
    <message>
        <source>choose surface</source>
        <translation>Fläche wählen</translation>
    </message>
    <message>
        <source>add a layer</source>
        <translation>Schicht hinzufügen</translation>
    </message>
    <message>
        <source>remove a layer</source>
        <translation>Schicht entfernen</translation>
    </message>
    <message>
        <source>rates that suit</source>
        <translation>passende Lernraten</translation>
    </message>
    <message>
        <source>new seed</source>
        <translation>neuer Seed</translation>
    </message>
    <message>
        <source>learning rates</source>
        <translation>Lernraten</translation>
    </message>
    <message>
        <source>Scales all learning rates at once: to the right every run takes larger steps.</source>
        <translation>Ändert alle Lernraten im selben Verhältnis: Nach rechts macht jeder Lauf größere Schritte.</translation>
    </message>
    <message>
        <source>There is not enough memory for this; ask for less.</source>
        <translation>Dafür reicht der Speicher nicht; bitte weniger verlangen.</translation>
    </message>
    <message>
        <source>Something went wrong while computing: {reason}.</source>
        <translation>Beim Rechnen ist etwas schiefgegangen: {reason}.</translation>
    </message>
    <message>
        <source>gradient noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Random numbers of this size are added to every gradient, as mini-batches do.</source>
        <translation>Zufallszahlen dieser Größe kommen zu jedem Gradienten hinzu, wie bei Mini-Batches.</translation>
    </message>
    <message>
        <source>surface.name is {name}; it has to be one of {known}.</source>
        <translation>surface.name ist {name}; möglich sind {known}.</translation>
    </message>
    <message>
        <source>The experiment holds a value of the type {type}; write numbers, text and lists.</source>
        <translation>Das Experiment enthält einen Wert vom Typ {type}; erlaubt sind Zahlen, Text und Listen.</translation>
    </message>
    <message>
        <source>surface needs either a name or a formula, and not both.</source>
        <translation>surface braucht entweder einen Namen oder eine Formel, nicht beides.</translation>
    </message>
    <message>
        <source>surface.domain goes with a formula only; {name!r} has its own.</source>
        <translation>surface.domain gehört nur zu einer Formel; {name!r} hat einen eigenen Bereich.</translation>
    </message>
    <message>
        <source>surface.parameters has an unknown parameter {name}; {known}.</source>
        <translation>surface.parameters hat einen unbekannten Parameter {name}; {known}.</translation>
    </message>
    <message>
        <source>this surface has none</source>
        <translation>diese Fläche hat keine</translation>
    </message>
    <message>
        <source>this surface has {names}</source>
        <translation>diese Fläche hat {names}</translation>
    </message>
    <message>
        <source>{where} is {value}; it has to be a number from {low} to {high}.</source>
        <translation>{where} ist {value}; nötig ist eine Zahl von {low} bis {high}.</translation>
    </message>
    <message>
        <source>{where} goes from {low} to {high}; it has to rise by {least:g} or more.</source>
        <translation>{where} reicht von {low} bis {high}; die Breite muss mindestens {least:g} sein.</translation>
    </message>
    <message>
        <source>{where}.color is {color}; it has to look like #3366cc.</source>
        <translation>{where}.color ist {color}; es muss wie #3366cc aussehen.</translation>
    </message>
    <message>
        <source>{where} is at step {step}; it has to come after the change before it.</source>
        <translation>{where} steht bei Schritt {step}; nötig ist ein Schritt nach dem vorigen Wechsel.</translation>
    </message>
    <message>
        <source>{where} has to be 1 to {most} visible characters without a slash or a blank at an end.</source>
        <translation>{where} muss aus 1 bis {most} sichtbaren Zeichen bestehen, ohne Schrägstrich und ohne Leerzeichen am Rand.</translation>
    </message>
    <message>
        <source>Two runs are called {label!r}; give one of them another label.</source>
        <translation>Zwei Läufe heißen {label!r}; einer braucht einen anderen Namen.</translation>
    </message>
    <message>
        <source>{where} has to be a whole number from {low} to {high}.</source>
        <translation>{where} muss eine ganze Zahl von {low} bis {high} sein.</translation>
    </message>
    <message>
        <source>{where} has to hold {low} to {high} entries, not {count}.</source>
        <translation>{where} muss {low} bis {high} Einträge haben, nicht {count}.</translation>
    </message>
    <message>
        <source>{where} has to hold {low} entries, not {count}.</source>
        <translation>{where} muss {low} Einträge haben, nicht {count}.</translation>
    </message>
    <message>
        <source>The file is larger than {most} bytes; no experiment is.</source>
        <translation>Die Datei ist größer als {most} Byte; so groß ist kein Experiment.</translation>
    </message>
    <message>
        <source>This is not JSON: it is not text in UTF-8.</source>
        <translation>Das ist kein JSON: Es ist kein Text in UTF-8.</translation>
    </message>
    <message>
        <source>This is no experiment: it is nested too deeply.</source>
        <translation>Das ist kein Experiment: Es ist zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>surface.formula, character {position}: {reason}</source>
        <translation>surface.formula, Zeichen {position}: {reason}</translation>
    </message>
    <message>
        <source>This is not a Talweg experiment: it lacks &quot;talweg&quot;: 1.</source>
        <translation>Das ist kein Talweg-Experiment: Es fehlt &quot;talweg&quot;: 1.</translation>
    </message>
    <message>
        <source>talweg is {version}; this Talweg reads format version {known}.</source>
        <translation>talweg ist {version}; dieses Talweg liest die Formatversion {known}.</translation>
    </message>
    <message>
        <source>{where} has an unknown field {found}.</source>
        <translation>{where} hat ein unbekanntes Feld {found}.</translation>
    </message>
    <message>
        <source>{where} lacks the field {found}.</source>
        <translation>{where} braucht das Feld {found}.</translation>
    </message>
    <message>
        <source>{where} is {found}; it has to be one of these: {known}.</source>
        <translation>{where} ist {found}; möglich sind: {known}.</translation>
    </message>
    <message>
        <source>this character does not belong there</source>
        <translation>dieses Zeichen gehört nicht dorthin</translation>
    </message>
    <message>
        <source>a backslash stands before a character that needs none</source>
        <translation>ein Backslash steht vor einem Zeichen, das keinen braucht</translation>
    </message>
    <message>
        <source>names have to stand in double quotation marks</source>
        <translation>Namen müssen in doppelten Anführungszeichen stehen</translation>
    </message>
    <message>
        <source>there is a comma too many</source>
        <translation>da ist ein Komma zu viel</translation>
    </message>
    <message>
        <source>something follows where it has ended</source>
        <translation>nach dem Ende folgt noch etwas</translation>
    </message>
    <message>
        <source>a comma or a closing bracket is missing</source>
        <translation>ein Komma oder eine schließende Klammer fehlt</translation>
    </message>
    <message>
        <source>a colon is missing</source>
        <translation>ein Doppelpunkt fehlt</translation>
    </message>
    <message>
        <source>no number is written like this</source>
        <translation>so wird keine Zahl geschrieben</translation>
    </message>
    <message>
        <source>This is not JSON: it is empty.</source>
        <translation>Das ist kein JSON: Es ist leer.</translation>
    </message>
    <message>
        <source>This is not JSON: it ends too early.</source>
        <translation>Das ist kein JSON: Es endet zu früh.</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: JSON knows no {word}; write a number.</source>
        <translation>Zeile {line}, Spalte {column}: JSON kennt kein {word}; hier muss eine Zahl stehen.</translation>
    </message>
    <message>
        <source>This is not JSON: {reason} (line {line}, column {column}).</source>
        <translation>Das ist kein JSON: {reason} (Zeile {line}, Spalte {column}).</translation>
    </message>
    <message>
        <source>{where} has to hold {length} entries.</source>
        <translation>{where} muss {length} Einträge haben.</translation>
    </message>
    <message>
        <source>{where} has to be {type}.</source>
        <translation>{where} muss {type} sein.</translation>
    </message>
    <message>
        <source>{where} is too large a number.</source>
        <translation>{where} ist eine zu große Zahl.</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>a number or a list</source>
        <translation>eine Zahl oder eine Liste</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>{where}: {reason}.</source>
        <translation>{where}: {reason}.</translation>
    </message>
    <message>
        <source>A value of {where}</source>
        <translation>Ein Wert in {where}</translation>
    </message>
    <message>
        <source>The experiment</source>
        <translation>Das Experiment</translation>
    </message>
    <message>
        <source>A formula has at most {limit} characters; this one has {length}.</source>
        <translation>Eine Formel hat höchstens {limit} Zeichen; diese hat {length}.</translation>
    </message>
    <message>
        <source>Type a formula in x and y, such as x^2 + 3*y^2.</source>
        <translation>Hier gehört eine Formel in x und y hin, etwa x^2 + 3*y^2.</translation>
    </message>
    <message>
        <source>This formula cannot be read; write it more simply.</source>
        <translation>Diese Formel ist nicht lesbar; bitte einfacher schreiben.</translation>
    </message>
    <message>
        <source>Text in quotes is not allowed in a formula.</source>
        <translation>Text in Anführungszeichen ist in einer Formel nicht erlaubt.</translation>
    </message>
    <message>
        <source>A point belongs inside a number; attributes are not allowed in a formula.</source>
        <translation>Ein Punkt gehört in eine Zahl; Attribute sind in einer Formel nicht erlaubt.</translation>
    </message>
    <message>
        <source>Square brackets (lists, subscripts) are not allowed; write round ones.</source>
        <translation>Eckige Klammern (Listen, Indizes) sind nicht erlaubt; bitte runde schreiben.</translation>
    </message>
    <message>
        <source>Braces (sets, dictionaries) are not allowed; write round parentheses.</source>
        <translation>Geschweifte Klammern (Mengen, Wörterbücher) sind nicht erlaubt; bitte runde schreiben.</translation>
    </message>
    <message>
        <source>Equals signs (assignments, comparisons) are not allowed; write the right side only.</source>
        <translation>Gleichheitszeichen (Zuweisungen, Vergleiche) sind nicht erlaubt; bitte nur die rechte Seite schreiben.</translation>
    </message>
    <message>
        <source>Comparisons and exclamation marks are not allowed in a formula.</source>
        <translation>Vergleiche und Ausrufezeichen sind in einer Formel nicht erlaubt.</translation>
    </message>
    <message>
        <source>Colons (assignments, slices) are not allowed in a formula; divide with /.</source>
        <translation>Doppelpunkte (Zuweisungen, Bereiche) sind in einer Formel nicht erlaubt; geteilt wird mit /.</translation>
    </message>
    <message>
        <source>A formula is a single expression; semicolons are not allowed.</source>
        <translation>Eine Formel ist ein einziger Ausdruck; Semikolons sind nicht erlaubt.</translation>
    </message>
    <message>
        <source>The sign % is not allowed; for a remainder write mod(x, 2).</source>
        <translation>Das Zeichen % ist nicht erlaubt; für einen Rest bitte mod(x, 2) schreiben.</translation>
    </message>
    <message>
        <source>The sign | is not allowed; for an absolute value write abs(x).</source>
        <translation>Das Zeichen | ist nicht erlaubt; für einen Betrag bitte abs(x) schreiben.</translation>
    </message>
    <message>
        <source>The sign √ is not allowed; write sqrt(x).</source>
        <translation>Das Zeichen √ ist nicht erlaubt; bitte sqrt(x) schreiben.</translation>
    </message>
    <message>
        <source>The character {character} is not allowed in a formula.</source>
        <translation>Das Zeichen {character} ist in einer Formel nicht erlaubt.</translation>
    </message>
    <message>
        <source>This number is too large; the largest is about 1.8e308.</source>
        <translation>Diese Zahl ist zu groß; die größte ist etwa 1.8e308.</translation>
    </message>
    <message>
        <source>The exponent “{character}” cannot be read; write it after the sign ^.</source>
        <translation>Der Exponent „{character}“ ist nicht lesbar; bitte hinter das Zeichen ^ schreiben.</translation>
    </message>
    <message>
        <source>The word “{name}” is reserved and not allowed in a formula; take another name.</source>
        <translation>Das Wort „{name}“ ist reserviert und in einer Formel nicht erlaubt; bitte einen anderen Namen nehmen.</translation>
    </message>
    <message>
        <source>“{name}” is no name; a name consists of letters, digits and underscores.</source>
        <translation>„{name}“ ist kein Name; ein Name besteht aus Buchstaben, Ziffern und Unterstrichen.</translation>
    </message>
    <message>
        <source>The name “{name}” is too long; a name has at most {limit} characters.</source>
        <translation>Der Name „{name}“ ist zu lang; ein Name hat höchstens {limit} Zeichen.</translation>
    </message>
    <message>
        <source>“{name}” is a function; write {name}(…).</source>
        <translation>„{name}“ ist eine Funktion; bitte {name}(…) schreiben.</translation>
    </message>
    <message>
        <source>It is unclear which power comes first here; write parentheses.</source>
        <translation>Hier ist unklar, welche Potenz zuerst kommt; bitte Klammern setzen.</translation>
    </message>
    <message>
        <source>This parenthesis closes none that is open.</source>
        <translation>Diese Klammer schließt keine offene.</translation>
    </message>
    <message>
        <source>A comma only separates the arguments of a function; numbers are written 0.5.</source>
        <translation>Ein Komma trennt nur die Argumente einer Funktion; Zahlen schreiben sich 0.5.</translation>
    </message>
    <message>
        <source>This parenthesis is not closed; write “)”.</source>
        <translation>Diese Klammer ist nicht geschlossen; bitte „)“ schreiben.</translation>
    </message>
    <message>
        <source>Complex numbers are not allowed; for a parameter {name} write {number}*{name}.</source>
        <translation>Komplexe Zahlen sind nicht erlaubt; für einen Parameter {name} bitte {number}*{name} schreiben.</translation>
    </message>
    <message>
        <source>An operator is missing between “{left}” and “{right}”; for a product write {product}.</source>
        <translation>Zwischen „{left}“ und „{right}“ fehlt ein Rechenzeichen; für ein Produkt bitte {product} schreiben.</translation>
    </message>
    <message>
        <source>Something is missing after “{left}”.</source>
        <translation>Nach „{left}“ fehlt etwas.</translation>
    </message>
    <message>
        <source>Something is missing before “{right}”.</source>
        <translation>Vor „{right}“ fehlt etwas.</translation>
    </message>
    <message>
        <source>Something is missing between “{left}” and “{right}”.</source>
        <translation>Zwischen „{left}“ und „{right}“ fehlt etwas.</translation>
    </message>
    <message>
        <source>This formula is nested more than {limit} levels deep; write it more simply.</source>
        <translation>Diese Formel ist mehr als {limit} Ebenen tief verschachtelt; bitte einfacher schreiben.</translation>
    </message>
    <message>
        <source>This formula is too long; it has more than {limit} numbers, names and operators.</source>
        <translation>Diese Formel ist zu lang; sie hat mehr als {limit} Zahlen, Namen und Rechenzeichen.</translation>
    </message>
    <message>
        <source>This is not allowed in a formula.</source>
        <translation>Das ist in einer Formel nicht erlaubt.</translation>
    </message>
    <message>
        <source>“{name}” is one parameter too many; a formula has at most {limit}.</source>
        <translation>„{name}“ ist ein Parameter zu viel; eine Formel hat höchstens {limit}.</translation>
    </message>
    <message>
        <source>“{name}” takes one argument, not {count}.</source>
        <translation>„{name}“ nimmt ein Argument, nicht {count}.</translation>
    </message>
    <message>
        <source>“{name}” takes two arguments, not {count}.</source>
        <translation>„{name}“ nimmt zwei Argumente, nicht {count}.</translation>
    </message>
    <message>
        <source>“{name}” is not a function; did you mean {near}?</source>
        <translation>„{name}“ ist keine Funktion; war {near} gemeint?</translation>
    </message>
    <message>
        <source>“{name}” is not a function; for a product write {name}*(…).</source>
        <translation>„{name}“ ist keine Funktion; für ein Produkt bitte {name}*(…) schreiben.</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>How far a step goes: too small creeps, too large leaps over the valley.</source>
        <translation>Wie weit ein Schritt geht: Zu klein kriecht, zu groß springt über das Tal.</translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation>Zerfall</translation>
    </message>
    <message>
        <source>Every step also shrinks the weights by this share of the learning rate.</source>
        <translation>Gewichtszerfall: Jeder Schritt verkleinert die Gewichte auch um diesen Anteil der Lernrate.</translation>
    </message>
    <message>
        <source>epsilon</source>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>A small number that keeps the division from blowing up.</source>
        <translation>Eine kleine Zahl, die verhindert, dass der Quotient explodiert.</translation>
    </message>
    <message>
        <source>rho</source>
        <translation>Rho</translation>
    </message>
    <message>
        <source>beta 1</source>
        <translation>Beta 1</translation>
    </message>
    <message>
        <source>beta 2</source>
        <translation>Beta 2</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>Momentum</translation>
    </message>
    <message>
        <source>How much of the last step is kept: 0 forgets it, 0.9 rolls like a ball.</source>
        <translation>Wie viel vom letzten Schritt bleibt: 0 vergisst ihn, 0.9 rollt wie eine Kugel.</translation>
    </message>
    <message>
        <source>nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Look ahead: apply the momentum once more before stepping.</source>
        <translation>Vorausschauen: das Momentum vor dem Schritt noch einmal anwenden.</translation>
    </message>
    <message>
        <source>Stochastic gradient descent: steps straight downhill, if you like with momentum.</source>
        <translation>Stochastischer Gradientenabstieg: geht geradewegs bergab, auf Wunsch mit Momentum.</translation>
    </message>
    <message>
        <source>How slowly the mean of the gradients changes: a kind of momentum.</source>
        <translation>Wie langsam sich das Mittel der Gradienten ändert: eine Art Momentum.</translation>
    </message>
    <message>
        <source>How slowly the mean of the squared gradients changes.</source>
        <translation>Wie langsam sich das Mittel der quadrierten Gradienten ändert.</translation>
    </message>
    <message>
        <source>amsgrad</source>
        <translation>AMSGrad</translation>
    </message>
    <message>
        <source>Divide by the largest mean square so far, so that steps never grow again.</source>
        <translation>Durch das bisher größte Quadratmittel teilen, damit Schritte nie wieder wachsen.</translation>
    </message>
    <message>
        <source>Momentum and a step size of its own for every weight, both corrected at the start.</source>
        <translation>Momentum und eine eigene Schrittweite für jedes Gewicht, beide zu Beginn korrigiert.</translation>
    </message>
    <message>
        <source>How slowly the means of squared gradients and squared steps change.</source>
        <translation>Wie langsam sich die Mittel der quadrierten Gradienten und Schritte ändern.</translation>
    </message>
    <message>
        <source>Finds its own step size from its earlier steps; meant for η = 1, hardly moves at Keras&apos;s 0.001.</source>
        <translation>Findet die Schrittweite aus den eigenen früheren Schritten; gedacht für η = 1, bei den 0.001 von Keras kaum vom Fleck zu bringen.</translation>
    </message>
    <message>
        <source>initial accumulator value</source>
        <translation>Anfangswert</translation>
    </message>
    <message>
        <source>Where the sum of squared gradients starts: more means smaller first steps.</source>
        <translation>Womit die Summe der quadrierten Gradienten beginnt: Mehr heißt kleinere erste Schritte.</translation>
    </message>
    <message>
        <source>Divides by all gradients seen so far: quick at first, then slower and slower.</source>
        <translation>Teilt durch alle bisherigen Gradienten: anfangs schnell, dann immer langsamer.</translation>
    </message>
    <message>
        <source>How much of the last step is kept.</source>
        <translation>Wie viel vom letzten Schritt bleibt.</translation>
    </message>
    <message>
        <source>centered</source>
        <translation>zentriert</translation>
    </message>
    <message>
        <source>Divide by the spread of the gradients instead of their size.</source>
        <translation>Durch die Streuung der Gradienten teilen statt durch ihre Größe.</translation>
    </message>
    <message>
        <source>Divides by the recent size of the gradient, so that steep and flat count alike.</source>
        <translation>Teilt durch die jüngste Größe des Gradienten, sodass Steiles und Flaches gleich zählen.</translation>
    </message>
    <message>
        <source>{where} has to be a finite number.</source>
        <translation>{where} muss eine endliche Zahl sein.</translation>
    </message>
    <message>
        <source>{where} is {value}; it has to be {bound:g} or more.</source>
        <translation>{where} ist {value}; nötig ist mindestens {bound:g}.</translation>
    </message>
    <message>
        <source>{where} is {value}; it has to be {bound:g} or less.</source>
        <translation>{where} ist {value}; erlaubt ist höchstens {bound:g}.</translation>
    </message>
    <message>
        <source>{where} is {value}; it has to be below {bound:g}.</source>
        <translation>{where} ist {value}; es muss kleiner als {bound:g} sein.</translation>
    </message>
    <message>
        <source>{where} is {value}; it has to be a whole number.</source>
        <translation>{where} ist {value}; es muss eine ganze Zahl sein.</translation>
    </message>
    <message>
        <source>Two basins</source>
        <translation>Zwei Becken</translation>
    </message>
    <message>
        <source>Made for this laboratory: two Gaussian wells in a bowl</source>
        <translation>Für dieses Labor gemacht: zwei Gauß-Mulden in einer Schale</translation>
    </message>
    <message>
        <source>depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>How deep the well on the right is: the global minimum by default</source>
        <translation>Wie tief die rechte Mulde ist: zunächst das globale Minimum</translation>
    </message>
    <message>
        <source>local depth</source>
        <translation>lokale Tiefe</translation>
    </message>
    <message>
        <source>How deep the well on the left is: a local minimum by default</source>
        <translation>Wie tief die linke Mulde ist: zunächst ein lokales Minimum</translation>
    </message>
    <message>
        <source>width</source>
        <translation>Weite</translation>
    </message>
    <message>
        <source>How wide both wells are; narrow wells are harder to find</source>
        <translation>Wie weit beide Mulden sind; enge sind schwerer zu finden</translation>
    </message>
    <message>
        <source>distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>How far the wells lie apart; close ones melt into one</source>
        <translation>Wie weit die Mulden auseinanderliegen; nahe verschmelzen zu einer</translation>
    </message>
    <message>
        <source>From one and the same start, the optimizer alone decides which minimum is found.</source>
        <translation>Vom selben Startpunkt aus entscheidet allein der Optimierer, welches Minimum gefunden wird.</translation>
    </message>
    <message>
        <source>Bowl</source>
        <translation>Schale</translation>
    </message>
    <message>
        <source>Textbook quadratic</source>
        <translation>Quadratische Form (Lehrbuch)</translation>
    </message>
    <message>
        <source>condition</source>
        <translation>Kondition</translation>
    </message>
    <message>
        <source>Condition number: the steepest curvature over the flattest</source>
        <translation>Konditionszahl: die größte Krümmung durch die kleinste</translation>
    </message>
    <message>
        <source>rotation</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>Angle of the valley in degrees; methods with a rate per weight notice it</source>
        <translation>Winkel des Tals in Grad; Verfahren mit einer Rate je Gewicht spüren ihn</translation>
    </message>
    <message>
        <source>The steepest direction bounds the learning rate, the flattest one decides how long it takes.</source>
        <translation>Die steilste Richtung begrenzt die Lernrate, die flachste bestimmt, wie lange es dauert.</translation>
    </message>
    <message>
        <source>Winding ravine</source>
        <translation>Gewundene Schlucht</translation>
    </message>
    <message>
        <source>Made for this laboratory</source>
        <translation>Für dieses Labor gemacht</translation>
    </message>
    <message>
        <source>steepness</source>
        <translation>Steilheit</translation>
    </message>
    <message>
        <source>Curvature of the walls; the floor&apos;s is a tenth</source>
        <translation>Krümmung der Wände; die des Grunds ist ein Zehntel</translation>
    </message>
    <message>
        <source>bend</source>
        <translation>Windung</translation>
    </message>
    <message>
        <source>How far the ravine winds to either side; 0 makes it straight</source>
        <translation>Wie weit sich die Schlucht zu beiden Seiten windet; 0 macht sie gerade</translation>
    </message>
    <message>
        <source>Between steep walls the gradient points across the ravine, hardly ever along the way out.</source>
        <translation>Zwischen steilen Wänden zeigt der Gradient quer zur Schlucht, fast nie den Weg hinaus.</translation>
    </message>
    <message>
        <source>Saddle</source>
        <translation>Sattel</translation>
    </message>
    <message>
        <source>curvature</source>
        <translation>Krümmung</translation>
    </message>
    <message>
        <source>How steeply the saddle falls to both sides</source>
        <translation>Wie steil der Sattel nach beiden Seiten abfällt</translation>
    </message>
    <message>
        <source>Near a saddle the gradient almost vanishes though nothing is lowest there; the way out is sideways.</source>
        <translation>Am Sattel verschwindet der Gradient fast, obwohl dort nichts am tiefsten ist; hinaus geht es seitwärts.</translation>
    </message>
    <message>
        <source>Monkey saddle</source>
        <translation>Affensattel</translation>
    </message>
    <message>
        <source>Gradient and curvature both vanish here: the pass is flatter and holds longer than a plain saddle.</source>
        <translation>Gradient und Krümmung verschwinden hier beide: Der Pass ist flacher als ein einfacher Sattel und hält länger fest.</translation>
    </message>
    <message>
        <source>Rosenbrock</source>
        <translation>Rosenbrock</translation>
    </message>
    <message>
        <source>a</source>
        <translation>a</translation>
    </message>
    <message>
        <source>Where on the valley floor the minimum lies, at (a, a²)</source>
        <translation>Wo auf dem Talgrund das Minimum liegt: bei (a, a²)</translation>
    </message>
    <message>
        <source>b</source>
        <translation>b</translation>
    </message>
    <message>
        <source>How steep the walls of the valley are</source>
        <translation>Wie steil die Wände des Tals sind</translation>
    </message>
    <message>
        <source>Finding the curved valley is easy, following its almost level floor to the minimum is not.</source>
        <translation>Das gekrümmte Tal ist leicht zu finden; seinem fast ebenen Grund bis zum Minimum zu folgen, ist schwer.</translation>
    </message>
    <message>
        <source>Himmelblau</source>
        <translation>Himmelblau</translation>
    </message>
    <message>
        <source>Four minima are equally good; which one is found depends on start and optimizer alone.</source>
        <translation>Vier Minima sind gleich gut; welches gefunden wird, hängt nur von Startpunkt und Optimierer ab.</translation>
    </message>
    <message>
        <source>Beale</source>
        <translation>Beale</translation>
    </message>
    <message>
        <source>Walls a hundred thousand times higher than the floor: what is safe there crawls down here.</source>
        <translation>Wände, hunderttausendmal höher als der Grund: Was dort sicher ist, kriecht hier unten.</translation>
    </message>
    <message>
        <source>Booth</source>
        <translation>Booth</translation>
    </message>
    <message>
        <source>Listed by M. Jamil, X.-S. Yang: Int. J. Math. Model. Numer. Optim. 4 (2013), 150–194</source>
        <translation>Aufgeführt von M. Jamil, X.-S. Yang: Int. J. Math. Model. Numer. Optim. 4 (2013), 150–194</translation>
    </message>
    <message>
        <source>A mild quadratic that every optimizer has to master: what differs is the way.</source>
        <translation>Eine milde quadratische Form, die jeder Optimierer meistern muss: Verschieden ist nur der Weg.</translation>
    </message>
    <message>
        <source>Matyas</source>
        <translation>Matyas</translation>
    </message>
    <message>
        <source>A valley oblique to both axes: rates per weight do not help where weights have to move together.</source>
        <translation>Ein Tal schräg zu beiden Achsen: Raten je Gewicht helfen nicht, wo sich Gewichte gemeinsam bewegen müssen.</translation>
    </message>
    <message>
        <source>McCormick</source>
        <translation>McCormick</translation>
    </message>
    <message>
        <source>One valley with two dips: the side of the pass on which it is entered decides which one is found.</source>
        <translation>Ein Tal mit zwei Senken: Auf welcher Seite des Passes man hineinkommt, entscheidet, welche gefunden wird.</translation>
    </message>
    <message>
        <source>Three-hump camel</source>
        <translation>Dreihöckriges Kamel</translation>
    </message>
    <message>
        <source>Two local minima flank the global one; the low passes between can be crossed.</source>
        <translation>Zwei lokale Minima flankieren das globale; die niedrigen Pässe dazwischen sind zu überwinden.</translation>
    </message>
    <message>
        <source>Six-hump camel</source>
        <translation>Sechshöckriges Kamel</translation>
    </message>
    <message>
        <source>Six minima, two of them global: small differences at the start part the ways.</source>
        <translation>Sechs Minima, davon zwei globale: Kleine Unterschiede am Start trennen die Wege.</translation>
    </message>
    <message>
        <source>Styblinski–Tang</source>
        <translation>Styblinski–Tang</translation>
    </message>
    <message>
        <source>Four basins of different depth: a good minimum is not yet the best one.</source>
        <translation>Vier Becken verschiedener Tiefe: Ein gutes Minimum ist noch nicht das beste.</translation>
    </message>
    <message>
        <source>Rastrigin</source>
        <translation>Rastrigin</translation>
    </message>
    <message>
        <source>amplitude</source>
        <translation>Amplitude</translation>
    </message>
    <message>
        <source>Height of the ripples on the bowl; 0 leaves the plain bowl</source>
        <translation>Höhe der Wellen auf der Schale; 0 lässt die glatte Schale übrig</translation>
    </message>
    <message>
        <source>Every hollow is a trap: descent finds the nearest minimum, not the lowest.</source>
        <translation>Jede Mulde ist eine Falle: Der Abstieg findet das nächste Minimum, nicht das tiefste.</translation>
    </message>
    <message>
        <source>Ackley</source>
        <translation>Ackley</translation>
    </message>
    <message>
        <source>Depth of the funnel</source>
        <translation>Tiefe des Trichters</translation>
    </message>
    <message>
        <source>How narrow the funnel is</source>
        <translation>Wie eng der Trichter ist</translation>
    </message>
    <message>
        <source>c</source>
        <translation>c</translation>
    </message>
    <message>
        <source>How densely the ripples follow each other</source>
        <translation>Wie dicht die Wellen aufeinanderfolgen</translation>
    </message>
    <message>
        <source>A rippled plain with one funnel; its tip is a kink, so a fixed learning rate never settles.</source>
        <translation>Eine wellige Ebene mit einem Trichter; seine Spitze ist ein Knick, darum kommt eine feste Lernrate nie zur Ruhe.</translation>
    </message>
    <message>
        <source>Griewank</source>
        <translation>Griewank</translation>
    </message>
    <message>
        <source>From afar a bowl, up close an egg box: the scale one looks at decides.</source>
        <translation>Von fern eine Schale, von nah ein Eierkarton: Der Maßstab der Betrachtung entscheidet.</translation>
    </message>
    <message>
        <source>Goldstein–Price</source>
        <translation>Goldstein–Price</translation>
    </message>
    <message>
        <source>Gradients from 1 to 100,000: without scaling them, no one learning rate fits everywhere.</source>
        <translation>Gradienten von 1 bis 100&#xa0;000: Ohne sie zu skalieren, passt keine Lernrate überall.</translation>
    </message>
    <message>
        <source>Lévy No. 13</source>
        <translation>Lévy Nr. 13</translation>
    </message>
    <message>
        <source>Ripples that differ with the direction: one weight is freer than the other.</source>
        <translation>Wellen, verschieden je nach Richtung: Ein Gewicht ist freier als das andere.</translation>
    </message>
    <message>
        <source>Easom</source>
        <translation>Easom</translation>
    </message>
    <message>
        <source>One small hole in an endless plain: where the gradient vanishes, nobody finds it.</source>
        <translation>Ein kleines Loch in endloser Ebene: Wo der Gradient verschwindet, findet es niemand.</translation>
    </message>
    <message>
        <source>Drop wave</source>
        <translation>Tropfenwelle</translation>
    </message>
    <message>
        <source>Listed by S. Surjanovic, D. Bingham: Virtual Library of Simulation Experiments (2013)</source>
        <translation>Aufgeführt von S. Surjanovic, D. Bingham: Virtual Library of Simulation Experiments (2013)</translation>
    </message>
    <message>
        <source>Ring upon ring of equally low ground: only whoever leaps walls gets further in.</source>
        <translation>Ring um Ring gleich tiefer Grund: Nur wer über Wände springt, kommt weiter nach innen.</translation>
    </message>
    <message>
        <source>Cliff and plateau</source>
        <translation>Klippe und Hochebene</translation>
    </message>
    <message>
        <source>Made for this laboratory, after R. Pascanu, T. Mikolov, Y. Bengio: ICML (2013), figure 6</source>
        <translation>Für dieses Labor gemacht, nach R. Pascanu, T. Mikolov, Y. Bengio: ICML (2013), Abbildung 6</translation>
    </message>
    <message>
        <source>height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Height of the cliff</source>
        <translation>Höhe der Klippe</translation>
    </message>
    <message>
        <source>How steep the cliff is; where it is steep the gradient explodes</source>
        <translation>Wie steil die Klippe ist; wo sie steil ist, explodiert der Gradient</translation>
    </message>
    <message>
        <source>On the plateau the gradient vanishes, at the cliff it explodes and flings the step far away.</source>
        <translation>Auf der Hochebene verschwindet der Gradient, an der Klippe explodiert er und schleudert den Schritt weit fort.</translation>
    </message>
    <message>
        <source>Landed in the global minimum at step {step}, {distance:.2g} from its floor.</source>
        <translation>Bei Schritt {step} im globalen Minimum gelandet, {distance:.2g} vom Grund entfernt.</translation>
    </message>
    <message>
        <source>Caught in a local minimum at step {step}: lower ground lies elsewhere.</source>
        <translation>Seit Schritt {step} in einem lokalen Minimum gefangen: Tiefer geht es anderswo.</translation>
    </message>
    <message>
        <source>Resting at a saddle since step {step}: flat here, but not a minimum.</source>
        <translation>Ruht seit Schritt {step} an einem Sattelpunkt: hier flach, aber kein Minimum.</translation>
    </message>
    <message>
        <source>At rest since step {step}, at no minimum or saddle that is known.</source>
        <translation>In Ruhe seit Schritt {step}, an keinem bekannten Minimum oder Sattel.</translation>
    </message>
    <message>
        <source>Still moving when the steps ran out.</source>
        <translation>Noch unterwegs, als die Schritte zu Ende waren.</translation>
    </message>
    <message>
        <source>Left the domain at step {step}.</source>
        <translation>Hat den Bereich bei Schritt {step} verlassen.</translation>
    </message>
    <message>
        <source>Diverged at step {step}: the numbers are no longer finite.</source>
        <translation>Bei Schritt {step} divergiert: Die Zahlen sind nicht mehr endlich.</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>The standard deviation of the random numbers added to the data.</source>
        <translation>Die Standardabweichung der Zufallszahlen, die zu den Daten addiert werden.</translation>
    </message>
    <message>
        <source>How many classes there are.</source>
        <translation>Wie viele Klassen es gibt.</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>How many values the network sees before it predicts the next.</source>
        <translation>Wie viele Werte das Netz sieht, bevor es den nächsten vorhersagt.</translation>
    </message>
    <message>
        <source>How many values a wave takes.</source>
        <translation>Wie viele Werte eine Welle lang ist.</translation>
    </message>
    <message>
        <source>window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>period</source>
        <translation>Periode</translation>
    </message>
    <message>
        <source>Two moons</source>
        <translation>Zwei Monde</translation>
    </message>
    <message>
        <source>Two half-circles that reach into each other.</source>
        <translation>Zwei Halbkreise, die ineinandergreifen.</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>Kreise</translation>
    </message>
    <message>
        <source>A circle around another: no straight line parts them.</source>
        <translation>Ein Kreis um einen anderen: Keine Gerade trennt sie.</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>The radius of the inner circle; the outer one has 1.</source>
        <translation>Der Radius des inneren Kreises; der äußere hat 1.</translation>
    </message>
    <message>
        <source>Spirals</source>
        <translation>Spiralen</translation>
    </message>
    <message>
        <source>Arms that wind around each other: hard for a small network.</source>
        <translation>Arme, die sich umeinander winden: schwer für ein kleines Netz.</translation>
    </message>
    <message>
        <source>turns</source>
        <translation>Umdrehungen</translation>
    </message>
    <message>
        <source>How often each arm winds around the middle.</source>
        <translation>Wie oft sich jeder Arm um die Mitte windet.</translation>
    </message>
    <message>
        <source>XOR</source>
        <translation>XOR</translation>
    </message>
    <message>
        <source>Opposite quarters belong together: a perceptron cannot learn it.</source>
        <translation>Gegenüberliegende Viertel gehören zusammen: Ein Perzeptron kann das nicht lernen.</translation>
    </message>
    <message>
        <source>Blobs</source>
        <translation>Wolken</translation>
    </message>
    <message>
        <source>Round clouds on a circle: straight lines part them.</source>
        <translation>Runde Wolken auf einem Kreis: Geraden trennen sie.</translation>
    </message>
    <message>
        <source>Checkerboard</source>
        <translation>Schachbrett</translation>
    </message>
    <message>
        <source>Fields of two classes by turns: many corners to learn.</source>
        <translation>Felder zweier Klassen im Wechsel: viele Ecken zu lernen.</translation>
    </message>
    <message>
        <source>fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>How many fields a side of the board has.</source>
        <translation>Wie viele Felder eine Seite des Bretts hat.</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Gerade</translation>
    </message>
    <message>
        <source>A straight line: one weight and one bias are enough.</source>
        <translation>Eine Gerade: Ein Gewicht und ein Bias genügen.</translation>
    </message>
    <message>
        <source>slope</source>
        <translation>Steigung</translation>
    </message>
    <message>
        <source>How steeply the line rises.</source>
        <translation>Wie steil die Gerade steigt.</translation>
    </message>
    <message>
        <source>intercept</source>
        <translation>Achsenabschnitt</translation>
    </message>
    <message>
        <source>Where the line is at x = 0.</source>
        <translation>Wo die Gerade bei x = 0 ist.</translation>
    </message>
    <message>
        <source>Sine</source>
        <translation>Sinus</translation>
    </message>
    <message>
        <source>A wave: the more of it there is, the more units it takes.</source>
        <translation>Eine Welle: Je mehr davon da ist, desto mehr Einheiten braucht es.</translation>
    </message>
    <message>
        <source>frequency</source>
        <translation>Frequenz</translation>
    </message>
    <message>
        <source>How many waves lie in a unit of x.</source>
        <translation>Wie viele Wellen auf eine Einheit von x kommen.</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>A sudden step, which a smooth network can only come close to.</source>
        <translation>Eine plötzliche Stufe, der ein glattes Netz nur nahekommen kann.</translation>
    </message>
    <message>
        <source>Polynomial</source>
        <translation>Polynom</translation>
    </message>
    <message>
        <source>A Chebyshev polynomial in noise: few samples invite overfitting.</source>
        <translation>Ein Tschebyschow-Polynom im Rauschen: Wenige Beispiele laden zur Überanpassung ein.</translation>
    </message>
    <message>
        <source>degree</source>
        <translation>Grad</translation>
    </message>
    <message>
        <source>The degree of the polynomial.</source>
        <translation>Der Grad des Polynoms.</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Hills and hollows over the plane: a function of two inputs.</source>
        <translation>Hügel und Mulden über der Ebene: eine Funktion zweier Eingaben.</translation>
    </message>
    <message>
        <source>Sine sequence</source>
        <translation>Sinusfolge</translation>
    </message>
    <message>
        <source>A wave whose next value is to be predicted.</source>
        <translation>Eine Welle, deren nächster Wert vorherzusagen ist.</translation>
    </message>
    <message>
        <source>Damped wave</source>
        <translation>Gedämpfte Welle</translation>
    </message>
    <message>
        <source>A wave that dies away; validated where it is already small.</source>
        <translation>Eine abklingende Welle; validiert wird, wo sie schon klein ist.</translation>
    </message>
    <message>
        <source>Sum of sines</source>
        <translation>Summe zweier Sinus</translation>
    </message>
    <message>
        <source>Two waves at once that never repeat together.</source>
        <translation>Zwei Wellen zugleich, die sich gemeinsam nie wiederholen.</translation>
    </message>
    <message>
        <source>Sawtooth</source>
        <translation>Sägezahn</translation>
    </message>
    <message>
        <source>A steady rise and a sudden fall, which has to be seen coming.</source>
        <translation>Ein stetiger Anstieg und ein plötzlicher Fall, den es kommen zu sehen gilt.</translation>
    </message>
    <message>
        <source>Iris</source>
        <translation>Iris</translation>
    </message>
    <message>
        <source>150 irises of three species, told apart by four lengths and widths.</source>
        <translation>150 Schwertlilien dreier Arten, unterschieden an vier Längen und Breiten.</translation>
    </message>
    <message>
        <source>R. A. Fisher 1936, Annals of Eugenics 7, 179–188, table I; measured by E. Anderson</source>
        <translation>R. A. Fisher 1936, Annals of Eugenics 7, 179–188, Tabelle I; gemessen von E. Anderson</translation>
    </message>
    <message>
        <source>public domain; UCI&apos;s copy CC BY 4.0, doi:10.24432/C56C76</source>
        <translation>gemeinfrei; die Kopie der UCI CC BY 4.0, doi:10.24432/C56C76</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>Ziffern</translation>
    </message>
    <message>
        <source>Handwritten digits as images of 8 × 8 pixels, for a convolution to read.</source>
        <translation>Handgeschriebene Ziffern als Bilder von 8 × 8 Pixeln, zu lesen von einem Faltungsnetz.</translation>
    </message>
    <message>
        <source>E. Alpaydin, C. Kaynak 1998, Optical Recognition of Handwritten Digits, UCI, test part</source>
        <translation>E. Alpaydin, C. Kaynak 1998, Optical Recognition of Handwritten Digits, UCI, Testteil</translation>
    </message>
    <message>
        <source>cross-entropy</source>
        <translation>Kreuzentropie</translation>
    </message>
    <message>
        <source>For two or more classes: how surprised the network is by the true one, −log p.</source>
        <translation>Für zwei oder mehr Klassen: wie sehr die wahre das Netz überrascht, −log p.</translation>
    </message>
    <message>
        <source>binary cross-entropy</source>
        <translation>binäre Kreuzentropie</translation>
    </message>
    <message>
        <source>For two classes and one output: the surprise of a yes or no.</source>
        <translation>Für zwei Klassen und einen Ausgang: die Überraschung eines Ja oder Nein.</translation>
    </message>
    <message>
        <source>mean squared error</source>
        <translation>quadratischer Fehler</translation>
    </message>
    <message>
        <source>For numbers: the mean of the squared distances to the targets.</source>
        <translation>Für Zahlen: das Mittel der quadrierten Abstände zu den Zielen.</translation>
    </message>
    <message>
        <source>The share of the samples that training never sees: how well does it generalise?</source>
        <translation>Der Anteil der Beispiele, den das Training nie sieht: Wie gut verallgemeinert es?</translation>
    </message>
    <message>
        <source>dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>The share of hidden outputs that each training step sets to 0 at random.</source>
        <translation>Der Anteil der verborgenen Ausgaben, den jeder Trainingsschritt zufällig auf 0 setzt.</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>Adds this share of all |w| to the loss: weights that do not help become 0.</source>
        <translation>Addiert diesen Anteil aller |w| zum Verlust: Gewichte, die nicht helfen, werden 0.</translation>
    </message>
    <message>
        <source>L2</source>
        <translation>L2</translation>
    </message>
    <message>
        <source>Adds this share of all w² to the loss: weights stay small.</source>
        <translation>Addiert diesen Anteil aller w² zum Verlust: Die Gewichte bleiben klein.</translation>
    </message>
    <message>
        <source>By how much a value has to improve to count as better.</source>
        <translation>Um wie viel sich ein Wert verbessern muss, um als besser zu gelten.</translation>
    </message>
    <message>
        <source>dataset.x and dataset.y go with the name &apos;inline&apos; only; {name!r} has its own.</source>
        <translation>dataset.x und dataset.y gehören nur zum Namen &apos;inline&apos;; {name!r} hat eigene.</translation>
    </message>
    <message>
        <source>dataset needs x and y, as its name is &apos;inline&apos;.</source>
        <translation>dataset braucht x und y, da es &apos;inline&apos; heißt.</translation>
    </message>
    <message>
        <source>dataset.parameters and dataset.noise go with a data set of the catalogue only.</source>
        <translation>dataset.parameters und dataset.noise gehören nur zu einem Datensatz des Katalogs.</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>How many examples there are, those for validation included.</source>
        <translation>Wie viele Beispiele es gibt, die zur Validierung mitgezählt.</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>How many samples the gradient of a step is the mean of: few are noisy, all are slow.</source>
        <translation>Über wie viele Beispiele der Gradient eines Schritts gemittelt wird: Wenige rauschen, alle dauern lange.</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>least gain</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>dataset needs a path, as its name is &apos;csv&apos;.</source>
        <translation>dataset braucht path, da es &apos;csv&apos; heißt.</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>dataset.path, features, target and task go with the name &apos;csv&apos; only.</source>
        <translation>dataset.path, features, target und task gehören nur zum Namen &apos;csv&apos;.</translation>
    </message>
    <message>
        <source>dataset.samples goes with a data set of the catalogue only.</source>
        <translation>dataset.samples gehört nur zu einem Datensatz des Katalogs.</translation>
    </message>
    <message>
        <source>dataset.parameters has an unknown parameter {name}; {known}.</source>
        <translation>dataset.parameters hat einen unbekannten Parameter {name}; {known}.</translation>
    </message>
    <message>
        <source>{dataset} has none</source>
        <translation>{dataset} hat keine</translation>
    </message>
    <message>
        <source>{dataset} has {names}</source>
        <translation>{dataset} hat {names}</translation>
    </message>
    <message>
        <source>dataset.x has to hold a list of features for every sample.</source>
        <translation>dataset.x muss für jedes Beispiel eine Liste von Merkmalen enthalten.</translation>
    </message>
    <message>
        <source>{where} is {value:g} in every sample, so there is nothing to learn.</source>
        <translation>{where} ist in jedem Beispiel {value:g}, es gibt also nichts zu lernen.</translation>
    </message>
    <message>
        <source>loss is {loss}, which takes classes; {data} has numbers to predict.</source>
        <translation>loss ist {loss}, das braucht Klassen; {data} hat Zahlen als Ziel.</translation>
    </message>
    <message>
        <source>loss is binary_cross_entropy, which takes two classes; {data} has {classes}.</source>
        <translation>loss ist binary_cross_entropy, das braucht zwei Klassen; {data} hat {classes}.</translation>
    </message>
    <message>
        <source>{data} holds {value:g}; the largest number to predict may be {most:g}.</source>
        <translation>{data} enthält {value:g}; die größte Zielzahl darf {most:g} sein.</translation>
    </message>
    <message>
        <source>network.kind is recurrent, which reads sequences; these data are none.</source>
        <translation>network.kind ist recurrent und liest Folgen; diese Daten sind keine.</translation>
    </message>
    <message>
        <source>network.kind is convolutional, which reads images of 8 × 8, so 64 features.</source>
        <translation>network.kind ist convolutional und liest Bilder von 8 × 8, also 64 Merkmale.</translation>
    </message>
    <message>
        <source>network.kind is perceptron, which has one output; these data take {outputs}.</source>
        <translation>network.kind ist perceptron und hat einen Ausgang; diese Daten brauchen {outputs}.</translation>
    </message>
    <message>
        <source>loss is cross_entropy, which takes an output for each class; a perceptron has one, so use binary_cross_entropy.</source>
        <translation>loss ist cross_entropy und braucht für jede Klasse einen Ausgang; ein Perzeptron hat nur einen, dazu passt binary_cross_entropy.</translation>
    </message>
    <message>
        <source>early_stopping.monitor is {monitor}, but no samples are held back to validate.</source>
        <translation>early_stopping.monitor ist {monitor}, aber keine Beispiele sind zum Validieren zurückgehalten.</translation>
    </message>
    <message>
        <source>initial_weights[{index}] has the shape {found}; this network takes {shape}.</source>
        <translation>initial_weights[{index}] hat die Form {found}; dieses Netz braucht {shape}.</translation>
    </message>
    <message>
        <source>{where} has to hold lists of one length.</source>
        <translation>{where} muss Listen einer Länge enthalten.</translation>
    </message>
    <message>
        <source>{where} has to hold finite numbers.</source>
        <translation>{where} muss endliche Zahlen enthalten.</translation>
    </message>
    <message>
        <source>{where} holds {value:g}; the largest number may be {most:g}.</source>
        <translation>{where} enthält {value:g}; die größte Zahl darf {most:g} sein.</translation>
    </message>
    <message>
        <source>dataset.y has to hold classes for this loss, whole numbers from 0 to {most}.</source>
        <translation>dataset.y muss für diesen Verlust Klassen enthalten, ganze Zahlen von 0 bis {most}.</translation>
    </message>
    <message>
        <source>units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>begin with trained weights</source>
        <translation>mit trainierten Gewichten beginnen</translation>
    </message>
    <message>
        <source>open data</source>
        <translation>Daten öffnen</translation>
    </message>
    <message>
        <source>From 0 to 1, as a probability; flat far out, where it hardly learns.</source>
        <translation>Von 0 bis 1, wie eine Wahrscheinlichkeit; weit außen flach, wo sie kaum lernt.</translation>
    </message>
    <message>
        <source>From −1 to 1 around 0; flat far out, where it hardly learns.</source>
        <translation>Von −1 bis 1 um 0; weit außen flach, wo sie kaum lernt.</translation>
    </message>
    <message>
        <source>Cheap and steep; where z stays below 0 the unit is dead.</source>
        <translation>Billig und steil; wo z unter 0 bleibt, ist die Einheit tot.</translation>
    </message>
    <message>
        <source>As ReLU, but with a slope below 0 too: no unit dies.</source>
        <translation>Wie ReLU, aber mit Steigung auch unter 0: Keine Einheit stirbt.</translation>
    </message>
    <message>
        <source>A smooth ReLU; Φ is the normal distribution.</source>
        <translation>Ein glattes ReLU; Φ ist die Normalverteilung.</translation>
    </message>
    <message>
        <source>No bend: all layers together are only one linear map.</source>
        <translation>Kein Knick: Alle Schichten zusammen sind nur eine lineare Abbildung.</translation>
    </message>
    <message>
        <source>{path} is not a file.</source>
        <translation>{path} ist keine Datei.</translation>
    </message>
    <message>
        <source>{file} is larger than {most} MB; take a part of it.</source>
        <translation>{file} ist größer als {most} MB; bitte nur einen Teil davon nehmen.</translation>
    </message>
    <message>
        <source>{file} has fewer than 2 rows of values; add some.</source>
        <translation>{file} hat weniger als 2 Zeilen mit Werten; bitte weitere ergänzen.</translation>
    </message>
    <message>
        <source>{file}, line {line}: {count} columns are called {name}; rename them.</source>
        <translation>{file}, Zeile {line}: {count} Spalten heißen {name}; bitte umbenennen.</translation>
    </message>
    <message>
        <source>{file} is not a text file; save the table as CSV.</source>
        <translation>{file} ist keine Textdatei; bitte die Tabelle als CSV speichern.</translation>
    </message>
    <message>
        <source>{file} holds {format} and no table; save or download the table as CSV.</source>
        <translation>{file} enthält {format} und keine Tabelle; die Tabelle muss als CSV gespeichert oder heruntergeladen werden.</translation>
    </message>
    <message>
        <source>{file} has {count} columns; {most} are the most.</source>
        <translation>{file} hat {count} Spalten; höchstens {most} sind möglich.</translation>
    </message>
    <message>
        <source>{file}, line {line}: the number of fields is {count}, in line {first} it is {width}.</source>
        <translation>{file}, Zeile {line}: Die Zahl der Felder ist {count}, in Zeile {first} ist sie {width}.</translation>
    </message>
    <message>
        <source>{file} is empty.</source>
        <translation>{file} ist leer.</translation>
    </message>
    <message>
        <source>{file} has more than {most} rows; take a part of them.</source>
        <translation>{file} hat mehr als {most} Zeilen; bitte nur einen Teil davon nehmen.</translation>
    </message>
    <message>
        <source>{file}, line {line}: text follows a closing quotation mark; write quotation marks within a field twice.</source>
        <translation>{file}, Zeile {line}: Auf ein schließendes Anführungszeichen folgt Text; Anführungszeichen in einem Feld bitte verdoppeln.</translation>
    </message>
    <message>
        <source>{file}, line {line}: a field is far too long; perhaps a quotation mark is not closed.</source>
        <translation>{file}, Zeile {line}: Ein Feld ist viel zu lang; vielleicht fehlt ein schließendes Anführungszeichen.</translation>
    </message>
    <message>
        <source>{file}, line {line}: a quotation mark is not closed.</source>
        <translation>{file}, Zeile {line}: Ein schließendes Anführungszeichen fehlt.</translation>
    </message>
    <message>
        <source>{file}: column {column} is {value} in every row, so there is nothing to learn.</source>
        <translation>{file}: Spalte {column} ist in jeder Zeile {value}; da gibt es nichts zu lernen.</translation>
    </message>
    <message>
        <source>column {column} of {file}</source>
        <translation>Spalte {column} von {file}</translation>
    </message>
    <message>
        <source>The numbers to predict, {data}, differ too little to be learned.</source>
        <translation>Die Zielzahlen, {data}, unterscheiden sich zu wenig, um gelernt zu werden.</translation>
    </message>
    <message>
        <source>{file} has no column of numbers beside the target {target}.</source>
        <translation>{file} hat außer dem Ziel {target} keine Spalte mit Zahlen.</translation>
    </message>
    <message>
        <source>{file} has {count} columns of numbers; choose up to {most} as features.</source>
        <translation>{file} hat {count} Spalten mit Zahlen; bitte bis zu {most} als Merkmale wählen.</translation>
    </message>
    <message>
        <source>Choose at least one feature column.</source>
        <translation>Mindestens eine Merkmalsspalte muss gewählt sein.</translation>
    </message>
    <message>
        <source>dataset.features[{index}] is {name}, which is the target or named before.</source>
        <translation>dataset.features[{index}] ist {name}; das ist schon das Ziel oder vorher genannt.</translation>
    </message>
    <message>
        <source>{where} is {name}; the columns of {file} are: {known}.</source>
        <translation>{where} ist {name}; die Spalten von {file} sind: {known}.</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: a value is missing, and {others} elsewhere; fill them in or take their rows out.</source>
        <translation>{file}, Zeile {line}, Spalte {column}: Ein Wert fehlt, anderswo noch {others}; bitte ergänzen oder die Zeilen entfernen.</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: a value is missing; fill it in or take the row out.</source>
        <translation>{file}, Zeile {line}, Spalte {column}: Ein Wert fehlt; bitte ergänzen oder die Zeile entfernen.</translation>
    </message>
    <message>
        <source>{file}: column {column} holds text; numbers are needed there.</source>
        <translation>{file}: Spalte {column} enthält Text; nötig sind dort Zahlen.</translation>
    </message>
    <message>
        <source>{file}, line {line}, column {column}: {value} is not a number up to {most:g}.</source>
        <translation>{file}, Zeile {line}, Spalte {column}: {value} ist keine Zahl bis {most:g}.</translation>
    </message>
    <message>
        <source>{file}: column {column} has {count} different values; {most} classes are the most.</source>
        <translation>{file}: Spalte {column} hat {count} verschiedene Werte; höchstens {most} Klassen sind möglich.</translation>
    </message>
    <message>
        <source>Diverged at step {step}: a loss or weight is no longer finite. Take a smaller learning rate, then restart, or play on from the last finite weights.</source>
        <translation>Bei Schritt {step} divergiert: Ein Verlust oder Gewicht ist nicht mehr endlich. Mit kleinerer Lernrate neu beginnen oder von den letzten endlichen Gewichten aus weitertrainieren.</translation>
    </message>
    <message>
        <source>Too early to say, before the first epoch has ended.</source>
        <translation>Noch zu früh für einen Befund, die erste Epoche ist noch nicht zu Ende.</translation>
    </message>
    <message>
        <source>Too early to say, after one epoch.</source>
        <translation>Noch zu früh für einen Befund, nach nur einer Epoche.</translation>
    </message>
    <message>
        <source>Too early to say, after {epochs} epochs.</source>
        <translation>Nach {epochs} Epochen ist es noch zu früh für einen Befund.</translation>
    </message>
    <message>
        <source>Unstable: the training loss jumps between {low:.3g} and {high:.3g} in the last {last} epochs. Take a smaller learning rate.</source>
        <translation>Instabil: Der Trainingsverlust springt in den letzten {last} Epochen zwischen {low:.3g} und {high:.3g}. Eine kleinere Lernrate hilft.</translation>
    </message>
    <message>
        <source>Unstable: the validation loss jumps between {low:.3g} and {high:.3g} in the last {last} epochs. Take a smaller learning rate.</source>
        <translation>Instabil: Der Validierungsverlust springt in den letzten {last} Epochen zwischen {low:.3g} und {high:.3g}. Eine kleinere Lernrate hilft.</translation>
    </message>
    <message>
        <source>Unstable: over the last {epochs} epochs the training loss is {loss:.3g}; {trivial}. Take a smaller learning rate.</source>
        <translation>Instabil: In den letzten {epochs} Epochen ist der Trainingsverlust {loss:.3g}; {trivial}. Eine kleinere Lernrate hilft.</translation>
    </message>
    <message>
        <source>Train longer: the training loss still falls, from {before:.3g} to {loss:.3g} in the last {last} epochs.</source>
        <translation>Länger trainieren: Der Trainingsverlust fällt noch, von {before:.3g} auf {loss:.3g} in den letzten {last} Epochen.</translation>
    </message>
    <message>
        <source>Train longer, or take a larger learning rate: the training loss still falls, from {before:.3g} to {loss:.3g} in the last {last} epochs.</source>
        <translation>Länger trainieren oder mit größerer Lernrate: Der Trainingsverlust fällt noch, von {before:.3g} auf {loss:.3g} in den letzten {last} Epochen.</translation>
    </message>
    <message>
        <source>Train longer: the validation loss still falls, from {before:.3g} to {val_loss:.3g} in the last {last} epochs.</source>
        <translation>Länger trainieren: Der Validierungsverlust fällt noch, von {before:.3g} auf {val_loss:.3g} in den letzten {last} Epochen.</translation>
    </message>
    <message>
        <source>Overfitting since epoch {epoch}: the validation loss rose from {best:.3g} to {val_loss:.3g}, while the training loss fell to {loss:.3g} (averages of {epochs} epochs).</source>
        <translation>Überanpassung (Overfitting) seit Epoche {epoch}: Der Validierungsverlust stieg von {best:.3g} auf {val_loss:.3g}, während der Trainingsverlust auf {loss:.3g} fiel (Mittel über {epochs} Epochen).</translation>
    </message>
    <message>
        <source>Overfitting since epoch {epoch}: the training loss fell to {loss:.3g}, and the validation loss stays at {val_loss:.3g} (averages of {epochs} epochs).</source>
        <translation>Überanpassung (Overfitting) seit Epoche {epoch}: Der Trainingsverlust fiel auf {loss:.3g}, der Validierungsverlust bleibt bei {val_loss:.3g} (Mittel über {epochs} Epochen).</translation>
    </message>
    <message>
        <source>Underfitting: over the last {epochs} epochs the training loss is {loss:.3g}; {trivial}.</source>
        <translation>Unteranpassung (Underfitting): In den letzten {epochs} Epochen ist der Trainingsverlust {loss:.3g}; {trivial}.</translation>
    </message>
    <message>
        <source>Underfitting: over the last {epochs} epochs the training loss is {loss:.3g}, the validation loss {val_loss:.3g}; {trivial}.</source>
        <translation>Unteranpassung (Underfitting): In den letzten {epochs} Epochen ist der Trainingsverlust {loss:.3g}, der Validierungsverlust {val_loss:.3g}; {trivial}.</translation>
    </message>
    <message>
        <source>Good fit: over the last {epochs} epochs the training loss is {loss:.3g}, the validation loss {val_loss:.3g}; {trivial}.</source>
        <translation>Gute Anpassung: In den letzten {epochs} Epochen ist der Trainingsverlust {loss:.3g}, der Validierungsverlust {val_loss:.3g}; {trivial}.</translation>
    </message>
    <message>
        <source>Good fit, with a gap: over the last {epochs} epochs the training loss is {loss:.3g}, but the validation loss {val_loss:.3g}; {trivial}.</source>
        <translation>Gute Anpassung, mit Lücke: In den letzten {epochs} Epochen ist der Trainingsverlust {loss:.3g}, der Validierungsverlust aber {val_loss:.3g}; {trivial}.</translation>
    </message>
    <message>
        <source>Good fit: over the last {epochs} epochs the validation loss is {val_loss:.3g}; the training loss of {loss:.3g} is that with dropout.</source>
        <translation>Gute Anpassung: In den letzten {epochs} Epochen ist der Validierungsverlust {val_loss:.3g}; der Trainingsverlust von {loss:.3g} ist der mit Dropout.</translation>
    </message>
    <message>
        <source>Learned: over the last {epochs} epochs the training loss is {loss:.3g}; without validation samples nobody knows how well it generalises.</source>
        <translation>Gelernt: In den letzten {epochs} Epochen ist der Trainingsverlust {loss:.3g}; ohne Validierungsbeispiele weiß niemand, wie gut es verallgemeinert.</translation>
    </message>
    <message>
        <source>always giving the same answer has {loss:.3g}</source>
        <translation>immer dieselbe Antwort hätte {loss:.3g}</translation>
    </message>
    <message>
        <source>always giving the same answer would have {loss:.3g} with the same penalties</source>
        <translation>immer dieselbe Antwort hätte mit denselben Straftermen {loss:.3g}</translation>
    </message>
    <message>
        <source>The run has diverged: its next step is beyond all finite numbers.</source>
        <translation>Der Lauf ist divergiert: Sein nächster Schritt liegt jenseits aller endlichen Zahlen.</translation>
    </message>
    <message>
        <source>Layer {layer} has dead ReLUs, {count} of {units}: they are 0 for every training sample and get no gradient.</source>
        <translation>Schicht {layer} hat tote ReLUs, {count} von {units}: Sie sind für jedes Trainingsbeispiel 0 und bekommen keinen Gradienten.</translation>
    </message>
    <message>
        <source>Layer {layer} has saturated units, {count} of {units}: for most samples they give nearly −1 or 1, where tanh is flat and hardly lets a gradient through.</source>
        <translation>Schicht {layer} hat gesättigte Einheiten, {count} von {units}: Für die meisten Beispiele geben sie fast −1 oder 1; dort ist tanh flach und lässt kaum Gradient durch.</translation>
    </message>
    <message>
        <source>Layer {layer} has saturated units, {count} of {units}: for most samples they give nearly 0 or 1, where the sigmoid is flat and hardly lets a gradient through.</source>
        <translation>Schicht {layer} hat gesättigte Einheiten, {count} von {units}: Für die meisten Beispiele geben sie fast 0 oder 1; dort ist die Sigmoidfunktion flach und lässt kaum Gradient durch.</translation>
    </message>
    <message>
        <source>The gradient vanishes on its way back: its norm is {last:.2g} at the output and {first:.2g} in layer 1, which hardly learns.</source>
        <translation>Der Gradient verschwindet auf dem Rückweg: Seine Norm ist {last:.2g} an der Ausgabe und {first:.2g} in Schicht 1, die kaum lernt.</translation>
    </message>
    <message>
        <source>The gradient explodes on its way back: its norm is {last:.2g} at the output and {first:.2g} in layer 1, whose steps are too large.</source>
        <translation>Der Gradient explodiert auf dem Rückweg: Seine Norm ist {last:.2g} an der Ausgabe und {first:.2g} in Schicht 1, deren Schritte zu groß sind.</translation>
    </message>
    <message>
        <source>The gradient explodes: in layer {layer} its norm is {norm:.2g}, and so large are the steps.</source>
        <translation>Der Gradient explodiert: In Schicht {layer} ist seine Norm {norm:.2g}, und so groß sind auch die Schritte.</translation>
    </message>
    <message>
        <source>sepal length</source>
        <translation>Kelchblattlänge</translation>
    </message>
    <message>
        <source>sepal width</source>
        <translation>Kelchblattbreite</translation>
    </message>
    <message>
        <source>petal length</source>
        <translation>Kronblattlänge</translation>
    </message>
    <message>
        <source>petal width</source>
        <translation>Kronblattbreite</translation>
    </message>
    <message>
        <source>This landscape takes more than {most} MB; make it with fewer points.</source>
        <translation>Diese Landschaft braucht mehr als {most} MB; mit weniger Punkten geht es.</translation>
    </message>
    <message>
        <source>{file} is larger than {most} MB; no landscape is.</source>
        <translation>{file} ist größer als {most} MB; keine Landschaft ist das.</translation>
    </message>
    <message>
        <source>{file} has no array {name}; every landscape has.</source>
        <translation>{file} hat kein Array {name}; jede Landschaft hat eines.</translation>
    </message>
    <message>
        <source>{file}: {name} has to hold numbers.</source>
        <translation>{file}: {name} muss Zahlen enthalten.</translation>
    </message>
    <message>
        <source>{file}: {name} has the shape {found}, which would have to be {shape}.</source>
        <translation>{file}: {name} hat die Form {found}; sie müsste {shape} sein.</translation>
    </message>
    <message>
        <source>{file}: {name} has to hold finite numbers.</source>
        <translation>{file}: {name} muss endliche Zahlen enthalten.</translation>
    </message>
    <message>
        <source>{file}: {name} has to hold growing numbers.</source>
        <translation>{file}: {name} muss wachsende Zahlen enthalten.</translation>
    </message>
    <message>
        <source>{file}: {name} has to hold a text.</source>
        <translation>{file}: {name} muss einen Text enthalten.</translation>
    </message>
    <message>
        <source>{file}: {name} has to be called paths/ and 1 to {most} visible characters without a slash.</source>
        <translation>{file}: {name} muss paths/ und 1 bis {most} sichtbare Zeichen ohne Schrägstrich heißen.</translation>
    </message>
    <message>
        <source>{file}: {name} has to be [0] where there is no direction_1.</source>
        <translation>{file}: {name} muss [0] sein, wo es keine direction_1 gibt.</translation>
    </message>
    <message>
        <source>{file} holds no landscape; choose a file that Talweg has saved as such.</source>
        <translation>{file} enthält keine Landschaft; eine Datei wählen, die Talweg als solche gespeichert hat.</translation>
    </message>
    <message>
        <source>{file} holds no trained weights; choose a file that Talweg has saved as such.</source>
        <translation>{file} enthält keine trainierten Gewichte; bitte eine Datei wählen, die Talweg als solche gespeichert hat.</translation>
    </message>
    <message>
        <source>{file} is larger than {most} MB; no trained weights are.</source>
        <translation>{file} ist größer als {most} MB; so groß sind keine trainierten Gewichte.</translation>
    </message>
    <message>
        <source>{file} has no run called {label}; it has: {known}.</source>
        <translation>{file} hat keinen Lauf namens {label}; vorhanden: {known}.</translation>
    </message>
    <message>
        <source>{file} does not fit this network: it has no {name}.</source>
        <translation>{file} passt nicht zu diesem Netz: Es fehlt {name}.</translation>
    </message>
    <message>
        <source>{file} does not fit this network: it has the layers {found}, and not {wanted}.</source>
        <translation>{file} passt nicht zu diesem Netz: Die Datei hat die Schichten {found} statt {wanted}.</translation>
    </message>
    <message>
        <source>{file} does not fit this network: {name} has the shape {found}, which would have to be {shape}.</source>
        <translation>{file} passt nicht zu diesem Netz: {name} hat die Form {found}; nötig wäre {shape}.</translation>
    </message>
    <message>
        <source>--of is validation, but no samples are held back to validate.</source>
        <translation>--of ist validation, aber es sind keine Beispiele zur Validierung zurückgehalten.</translation>
    </message>
    <message>
        <source>{option} is {value}; it has to be {least} to {most}.</source>
        <translation>{option} ist {value}; erlaubt ist {least} bis {most}.</translation>
    </message>
    <message>
        <source>{option} is {label!r}, which is none of the runs: {known}.</source>
        <translation>{option} ist {label!r}, das ist keiner der Läufe: {known}.</translation>
    </message>
    <message>
        <source>--to goes with --directions interpolate only.</source>
        <translation>--to gehört zu --directions interpolate.</translation>
    </message>
    <message>
        <source>--to is given {count} times; a line has one other end, a plane two.</source>
        <translation>--to ist {count}-mal angegeben; eine Linie hat ein anderes Ende, eine Ebene zwei.</translation>
    </message>
    <message>
        <source>--range has {count} numbers; it takes 2, or 4 where α and β differ.</source>
        <translation>--range hat {count} Zahlen; es nimmt 2, oder 4, wo α und β sich unterscheiden.</translation>
    </message>
    <message>
        <source>--range goes from {low:g} to {high:g}; it has to grow, within ±{most:g}.</source>
        <translation>--range geht von {low:g} bis {high:g}; es muss wachsen, innerhalb von ±{most:g}.</translation>
    </message>
    <message>
        <source>{file} is of another model, with {size} weights; open its network first.</source>
        <translation>{file} gehört zu einem anderen Modell mit {size} Gewichten; zuerst dessen Netz öffnen.</translation>
    </message>
    <message>
        <source>interrupted before the processes came together.</source>
        <translation>unterbrochen, bevor die Prozesse zusammenkamen.</translation>
    </message>
    <message>
        <source>The processes have different experiments, data or options; start all alike.</source>
        <translation>Die Prozesse haben verschiedene Experimente, Daten oder Optionen; alle gleich starten.</translation>
    </message>
    <message>
        <source>{path} is there already and holds no landscape; name another file.</source>
        <translation>{path} gibt es schon, und es enthält keine Landschaft; eine andere Datei nennen.</translation>
    </message>
    <message>
        <source>{path} holds the landscape of another experiment; name another file, or begin --anew.</source>
        <translation>{path} enthält die Landschaft eines anderen Experiments; eine andere Datei nennen oder mit --anew neu beginnen.</translation>
    </message>
    <message>
        <source>{path} holds a landscape of what was in the table before; name another file, or begin --anew.</source>
        <translation>{path} enthält eine Landschaft dessen, was vorher in der Tabelle stand; eine andere Datei nennen oder mit --anew neu beginnen.</translation>
    </message>
    <message>
        <source>{path} holds a landscape with {before}, and not {now}; name another file, or begin --anew.</source>
        <translation>{path} enthält eine Landschaft mit {before}, nicht {now}; eine andere Datei nennen oder mit --anew neu beginnen.</translation>
    </message>
    <message>
        <source>interrupted after epoch {epoch}, before there was a landscape to write.</source>
        <translation>nach Epoche {epoch} unterbrochen, bevor es eine Landschaft zu schreiben gab.</translation>
    </message>
    <message>
        <source>--processes is {count}; it has to be 1 to {most}.</source>
        <translation>--processes ist {count}; erlaubt ist 1 bis {most}.</translation>
    </message>
    <message>
        <source>--process and --coordinator go together; --processes alone starts all here.</source>
        <translation>--process und --coordinator gehören zusammen; --processes allein startet alle hier.</translation>
    </message>
    <message>
        <source>--process is {process}; of {count} processes it can be 0 to {last}.</source>
        <translation>--process ist {process}; bei {count} Prozessen ist 0 bis {last} möglich.</translation>
    </message>
    <message>
        <source>--coordinator is {found!r}; it has to look like 192.168.0.7:4321.</source>
        <translation>--coordinator ist {found!r}; es muss aussehen wie 192.168.0.7:4321.</translation>
    </message>
    <message>
        <source>Another of the processes has ended; start them again to go on from what was kept.</source>
        <translation>Ein anderer der Prozesse ist zu Ende; sie neu starten, um vom Aufbewahrten aus weiterzumachen.</translation>
    </message>
    <message>
        <source>The {count} processes did not come together at {coordinator}; start all of them.</source>
        <translation>Die {count} Prozesse sind bei {coordinator} nicht zusammengekommen; alle starten.</translation>
    </message>
    <message>
        <source>{what} has to be a function of params and batch.</source>
        <translation>{what} muss eine Funktion von params und batch sein.</translation>
    </message>
    <message>
        <source>seed is {value}; give a whole number from 0 on.</source>
        <translation>seed ist {value}; eine ganze Zahl ab 0 angeben.</translation>
    </message>
    <message>
        <source>Directions along a path take one; give it as path.</source>
        <translation>Richtungen entlang eines Pfads brauchen einen; ihn als path angeben.</translation>
    </message>
    <message>
        <source>{what} gives {count} arrays; it has to give one number.</source>
        <translation>{what} ergibt {count} Arrays; es muss eine Zahl ergeben.</translation>
    </message>
    <message>
        <source>{what} gives an array {shape} of {dtype}; it has to give one number.</source>
        <translation>{what} ergibt ein Array {shape} aus {dtype}; es muss eine Zahl ergeben.</translation>
    </message>
    <message>
        <source>With a single weight there is no plane, only a line.</source>
        <translation>Mit einem einzigen Gewicht gibt es keine Ebene, nur eine Linie.</translation>
    </message>
    <message>
        <source>{what} has no samples: one of its arrays is empty.</source>
        <translation>{what} hat keine Beispiele: Eines seiner Arrays ist leer.</translation>
    </message>
    <message>
        <source>{what} has weights that are not finite: the training diverged.</source>
        <translation>{what} hat Gewichte, die nicht endlich sind: Das Training ist divergiert.</translation>
    </message>
    <message>
        <source>A path cannot be called {label}; give it a name without a slash.</source>
        <translation>Ein Pfad kann nicht {label} heißen; ein Name ohne Schrägstrich ist nötig.</translation>
    </message>
    <message>
        <source>{what} is {found}; give a list of pytrees like params.</source>
        <translation>{what} ist {found}; eine Liste von Pytrees wie params angeben.</translation>
    </message>
    <message>
        <source>Between solutions lies a line or a plane: give one or two others as solutions.</source>
        <translation>Zwischen Lösungen liegt eine Linie oder eine Ebene: eine oder zwei andere als solutions angeben.</translation>
    </message>
    <message>
        <source>filter_axis is {value}; give a whole number, or a function that gives one.</source>
        <translation>filter_axis ist {value}; eine ganze Zahl angeben oder eine Funktion, die eine ergibt.</translation>
    </message>
    <message>
        <source>{name} has the shape {shape}; filter_axis is {axis}.</source>
        <translation>{name} hat die Form {shape}; filter_axis ist {axis}.</translation>
    </message>
    <message>
        <source>resolution is {value}; give a whole number from 2 on, or two, for {most} points at most.</source>
        <translation>resolution ist {value}; eine ganze Zahl ab 2 angeben, oder zwei, für höchstens {most} Punkte.</translation>
    </message>
    <message>
        <source>range is {value}; give the lowest and the highest, or two such pairs.</source>
        <translation>range ist {value}; den niedrigsten und den höchsten Wert angeben, oder zwei solche Paare.</translation>
    </message>
    <message>
        <source>{what} is {value}; it can be {choices}.</source>
        <translation>{what} ist {value}; möglich ist {choices}.</translation>
    </message>
    <message>
        <source>Process {process} of {processes}: they are counted from 0.</source>
        <translation>Prozess {process} von {processes}: Gezählt wird ab 0.</translation>
    </message>
    <message>
        <source>The processes did not come together at {coordinator}: {reason}</source>
        <translation>Die Prozesse haben sich bei {coordinator} nicht getroffen: {reason}</translation>
    </message>
    <message>
        <source>The coordinator is {coordinator}; it has to be HOST:PORT of the first process.</source>
        <translation>Der Koordinator ist {coordinator}; er muss HOST:PORT des ersten Prozesses sein.</translation>
    </message>
    <message>
        <source>The solutions have different numbers of weights.</source>
        <translation>Die Lösungen haben verschieden viele Gewichte.</translation>
    </message>
    <message>
        <source>A solution has weights that are not finite: it has diverged.</source>
        <translation>Eine Lösung hat Gewichte, die nicht endlich sind: Sie ist divergiert.</translation>
    </message>
    <message>
        <source>Two solutions are the same; there is no line between them.</source>
        <translation>Zwei Lösungen sind gleich; zwischen ihnen gibt es keine Linie.</translation>
    </message>
    <message>
        <source>The three solutions lie on one line; a plane needs a third beside it.</source>
        <translation>Die drei Lösungen liegen auf einer Linie; eine Ebene braucht eine dritte daneben.</translation>
    </message>
    <message>
        <source>There are {count} directions; give one or two.</source>
        <translation>Es sind {count} Richtungen; eine oder zwei angeben.</translation>
    </message>
    <message>
        <source>A direction has {count} numbers; it needs one for each of {size} weights.</source>
        <translation>Eine Richtung hat {count} Zahlen; sie braucht eine für jedes von {size} Gewichten.</translation>
    </message>
    <message>
        <source>A direction has numbers that are not finite.</source>
        <translation>Eine Richtung hat Zahlen, die nicht endlich sind.</translation>
    </message>
    <message>
        <source>A direction is 0 in all weights; it leads nowhere.</source>
        <translation>Eine Richtung ist in allen Gewichten 0; sie führt nirgendwohin.</translation>
    </message>
    <message>
        <source>The two directions are parallel; a plane needs two that differ.</source>
        <translation>Die zwei Richtungen sind parallel; eine Ebene braucht zwei verschiedene.</translation>
    </message>
    <message>
        <source>This run has diverged too far for a landscape; choose another, or a smaller rate.</source>
        <translation>Dieser Lauf ist zu weit divergiert für eine Landschaft; einen anderen wählen oder eine kleinere Lernrate.</translation>
    </message>
    <message>
        <source>A plane through three solutions takes two runs; switch on another.</source>
        <translation>Eine Ebene durch drei Lösungen braucht zwei Läufe; noch einen einschalten.</translation>
    </message>
    <message>
        <source>{where} is no array of numbers; keep what is none out of the pytree.</source>
        <translation>{where} ist kein Array aus Zahlen; was keines ist, gehört nicht in den Pytree.</translation>
    </message>
    <message>
        <source>{where} is no array of decimals; params may hold only what is trained.</source>
        <translation>{where} ist kein Array aus Kommazahlen; params darf nur enthalten, was gelernt wird.</translation>
    </message>
    <message>
        <source>There are no numbers in params.</source>
        <translation>In params gibt es keine Zahlen.</translation>
    </message>
    <message>
        <source>{what} is built differently from params: only one of them has {where}.</source>
        <translation>{what} ist anders gebaut als params: Nur eines von beiden hat {where}.</translation>
    </message>
    <message>
        <source>{where} is no array of numbers.</source>
        <translation>{where} ist kein Array aus Zahlen.</translation>
    </message>
    <message>
        <source>{where} has the shape {found}; in params it has {shape}.</source>
        <translation>{where} hat die Form {found}; in params hat es {shape}.</translation>
    </message>
    <message>
        <source>train longer</source>
        <translation>länger trainieren</translation>
    </message>
    <message>
        <source>new initial weights</source>
        <translation>neue Anfangsgewichte</translation>
    </message>
</context>
</TS>
