<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
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
    <message>
        <source>Add an optimizer</source>
        <translation>Optimierer hinzufügen</translation>
    </message>
    <message>
        <source>Add a run of an optimizer of your choice</source>
        <translation>Einen Lauf mit einem Optimierer nach Wahl hinzufügen</translation>
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
    <message>
        <source>New seed</source>
        <translation>Neuer Seed</translation>
    </message>
    <message>
        <source>Throw the dice: another seed, other noise</source>
        <translation>Würfeln: ein anderer Seed, anderes Rauschen</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>Open Experiment</source>
        <translation>Experiment öffnen</translation>
    </message>
    <message>
        <source>Experiments (*.json)</source>
        <translation>Experimente (*.json)</translation>
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
        <source>Color of {run}</source>
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
        <source>The learning rate at the step in view</source>
        <translation>Die Lernrate im gezeigten Schritt</translation>
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
        <source>Double click on a slider</source>
        <translation>Doppelklick auf einen Regler</translation>
    </message>
    <message>
        <source>back to its default</source>
        <translation>zurück zur Vorgabe</translation>
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
        <translation>Optimizer im Rennen über eine Verlustfläche</translation>
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
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Take back the last change ({keys})</source>
        <translation>Die letzte Änderung zurücknehmen ({keys})</translation>
    </message>
    <message>
        <source>Do again what was taken back ({keys})</source>
        <translation>Das Zurückgenommene wiederholen ({keys})</translation>
    </message>
    <message>
        <source>Save or copy pictures and tables</source>
        <translation>Bilder und Tabellen speichern oder kopieren</translation>
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
    <message>
        <source>&lt;h3&gt;Talweg&lt;/h3&gt;&lt;p&gt;See how learning works: optimizers racing over loss surfaces.&lt;/p&gt;&lt;p&gt;The talweg is the line that joins the lowest points of a valley, the way water takes.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Talweg&lt;/h3&gt;&lt;p&gt;Sehen, wie Lernen funktioniert: Optimierer im Rennen über Verlustflächen.&lt;/p&gt;&lt;p&gt;Der Talweg ist die Linie, die die tiefsten Punkte eines Tals verbindet: der Weg, den das Wasser nimmt.&lt;/p&gt;</translation>
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
    <name>_Model</name>
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
        <source>change noise</source>
        <translation>Rauschen ändern</translation>
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
        <source>rates that suit the surface</source>
        <translation>passende Lernraten</translation>
    </message>
    <message>
        <source>new seed</source>
        <translation>neuer Seed</translation>
    </message>
    <message>
        <source>all learning rates</source>
        <translation>alle Lernraten</translation>
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
        <source>This is not JSON: {reason}.</source>
        <translation>Das ist kein JSON: {reason}.</translation>
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
        <translation>Schritt</translation>
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
        <translation>mittlerer quadratischer Fehler</translation>
    </message>
    <message>
        <source>For numbers: the mean of the squared distances to the targets.</source>
        <translation>Für Zahlen: das Mittel der quadrierten Abstände zu den Zielen.</translation>
    </message>
    <message>
        <source>validation share</source>
        <translation>Validierungsanteil</translation>
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
        <source>least improvement</source>
        <translation>kleinste Verbesserung</translation>
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
        <source>dataset.parameters has an unknown parameter {name}; {dataset} has: {known}.</source>
        <translation>dataset.parameters hat einen unbekannten Parameter {name}; {dataset} hat: {known}.</translation>
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
        <source>dataset.x has to hold a list of features for every sample.</source>
        <translation>dataset.x muss für jedes Beispiel eine Liste von Merkmalen enthalten.</translation>
    </message>
    <message>
        <source>loss is {loss}, which takes classes; {dataset} has numbers to predict.</source>
        <translation>loss ist {loss} und braucht Klassen; {dataset} hat Zahlen vorherzusagen.</translation>
    </message>
    <message>
        <source>loss is binary_cross_entropy, which takes two classes; {dataset} has {classes}.</source>
        <translation>loss ist binary_cross_entropy und braucht zwei Klassen; {dataset} hat {classes}.</translation>
    </message>
    <message>
        <source>network.kind is {kind}, which reads sequences; these data are none.</source>
        <translation>network.kind ist {kind} und liest Folgen; diese Daten sind keine.</translation>
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
        <source>dataset.y has to hold classes for this loss, whole numbers from 0 to {most}.</source>
        <translation>dataset.y muss für diesen Verlust Klassen enthalten, ganze Zahlen von 0 bis {most}.</translation>
    </message>
</context>
</TS>
