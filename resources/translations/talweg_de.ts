<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>ColorBar</name>
    <message>
        <location filename="../../app/surface_lab/map_color_bar.py" line="114"/>
        <source>How loss becomes colour. By rank, all shades take equal areas: floor and walls both show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/map_color_bar.py" line="117"/>
        <source>Colour bar: {scaling}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/map_color_bar.py" line="120"/>
        <source>From loss {low} over {middle} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <location filename="../../app/surface_lab/controls.py" line="262"/>
        <source>Surface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/controls.py" line="263"/>
        <source>Learning rate — all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/controls.py" line="264"/>
        <source>Optimizers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/controls.py" line="265"/>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/controls.py" line="268"/>
        <source>Whole run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/controls.py" line="268"/>
        <source>A new learning rate holds from the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/controls.py" line="271"/>
        <source>From here on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/controls.py" line="273"/>
        <source>A new learning rate holds from the step in view on; the way there stays as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/controls.py" line="278"/>
        <source>Add an optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/controls.py" line="278"/>
        <source>Add a run of an optimizer of your choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/controls.py" line="281"/>
        <source>Use rates that suit this surface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/controls.py" line="282"/>
        <source>Give every run the learning rate with which it gets ahead here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/controls.py" line="284"/>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/controls.py" line="284"/>
        <source>How many updates every optimizer makes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/controls.py" line="289"/>
        <source>seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/controls.py" line="290"/>
        <source>The number all randomness comes from: the same seed gives the same noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/controls.py" line="292"/>
        <source>New seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/controls.py" line="292"/>
        <source>Throw the dice: another seed, other noise</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditableTitle</name>
    <message>
        <location filename="../../app/widgets/editable_title.py" line="82"/>
        <source>New name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/editable_title.py" line="83"/>
        <source>Enter takes the new name, Escape keeps the old one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <location filename="../../app/surface_lab/loss_plot.py" line="180"/>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/loss_plot.py" line="182"/>
        <source>loss − minimum (log)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/loss_plot.py" line="184"/>
        <source>loss (log)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/loss_plot.py" line="185"/>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/loss_plot.py" line="199"/>
        <source>log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/loss_plot.py" line="199"/>
        <source>Equal heights are equal factors: small losses show too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/loss_plot.py" line="202"/>
        <source>linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/loss_plot.py" line="202"/>
        <source>Equal heights are equal differences of the loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/loss_plot.py" line="206"/>
        <source>Loss over steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/loss_plot.py" line="208"/>
        <source>The loss of every run after each step; click or drag to look at another step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Map</name>
    <message>
        <location filename="../../app/surface_lab/map_color_bar.py" line="126"/>
        <source>loss, rank-scaled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/map_color_bar.py" line="127"/>
        <source>loss, log-scaled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/map_color_bar.py" line="128"/>
        <source>loss, linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/map_points.py" line="36"/>
        <source>global minimum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/map_points.py" line="37"/>
        <source>local minimum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/map_points.py" line="38"/>
        <source>saddle</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <location filename="../../app/surface_lab/map_view.py" line="318"/>
        <location filename="../../app/surface_lab/map_view.py" line="330"/>
        <source>start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/map_view.py" line="437"/>
        <source>All runs start here. Drag it, click elsewhere, or press Shift and an arrow key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/map_view.py" line="439"/>
        <source>{name} at x {x:.4g}, y {y:.4g}: loss {loss:.4g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/map_view.py" line="522"/>
        <source>Map of the loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/map_view.py" line="525"/>
        <source>Shift and an arrow key move the start, Control and an arrow key the view; plus and minus zoom, R shows the whole domain.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <location filename="../../app/widgets/number_field.py" line="98"/>
        <source>“{text}” is not a number; type one such as 0.01 or 1e-3.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OptimizerCard</name>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="158"/>
        <location filename="../../app/surface_lab/optimizer_card.py" line="183"/>
        <source>Color of {run}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="167"/>
        <source>Double click or F2: rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="172"/>
        <source>Fewer settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="172"/>
        <source>Hide the hyper-parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="175"/>
        <source>More settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="175"/>
        <source>Show all hyper-parameters and the equation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="180"/>
        <source>Whether this run is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="181"/>
        <source>Show {run}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="182"/>
        <source>The line and marker of this run; click to choose another color</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="184"/>
        <source>The learning rate at the step in view</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SurfacePanel</name>
    <message>
        <location filename="../../app/surface_lab/surface_panel.py" line="127"/>
        <source>The loss over two weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/surface_panel.py" line="133"/>
        <source>Formula …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/surface_panel.py" line="137"/>
        <source>Surface</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SurfacePresenter</name>
    <message>
        <location filename="../../app/surface_presenter.py" line="360"/>
        <source>x {x:.3g} · y {y:.3g} · loss {loss:.4g} · ‖∇‖ {slope:.3g}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <location filename="../../app/widgets/transport.py" line="112"/>
        <source>step {step} / {steps}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/transport.py" line="121"/>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/transport.py" line="121"/>
        <source>Hold the race at this step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/transport.py" line="123"/>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/transport.py" line="123"/>
        <source>Let the race run, step by step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/transport.py" line="127"/>
        <source>To the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/transport.py" line="127"/>
        <source>Back to the start, before the first step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/transport.py" line="128"/>
        <source>Step back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/transport.py" line="128"/>
        <source>One step back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/transport.py" line="129"/>
        <source>Step forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/transport.py" line="129"/>
        <source>One step on: every optimizer updates once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/transport.py" line="130"/>
        <source>To the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/transport.py" line="130"/>
        <source>On to the last step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/transport.py" line="131"/>
        <source>Loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/transport.py" line="131"/>
        <source>Start again from the beginning after the last step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/transport.py" line="132"/>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/transport.py" line="133"/>
        <source>The step that all views show: one update of every optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/transport.py" line="134"/>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/transport.py" line="135"/>
        <source>How fast the race plays</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ValueSlider</name>
    <message>
        <location filename="../../app/widgets/value_slider.py" line="174"/>
        <source>Double click: back to {default}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/value_slider.py" line="183"/>
        <source>{name}, as a number</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerdictTable</name>
    <message>
        <location filename="../../app/surface_lab/verdict_table.py" line="70"/>
        <location filename="../../app/surface_lab/verdict_table.py" line="71"/>
        <source>Who landed where</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <location filename="../../app/window.py" line="95"/>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="96"/>
        <source>&amp;New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="100"/>
        <source>&amp;Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="101"/>
        <source>Open &amp;Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="104"/>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="105"/>
        <source>Save &amp;As…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="107"/>
        <source>&amp;Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="108"/>
        <source>Picture of the &amp;Map…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="110"/>
        <source>Picture of &amp;Map, Loss and Verdicts…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="113"/>
        <source>Picture of the Whole &amp;Lab…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="115"/>
        <source>&amp;Table of All Steps…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="117"/>
        <source>&amp;Copy Picture of the Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="119"/>
        <source>C&amp;opy Picture of the Whole Lab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="122"/>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="125"/>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="126"/>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="127"/>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="129"/>
        <source>Rates that &amp;Suit the Surface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="130"/>
        <source>New Random &amp;Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="134"/>
        <source>&amp;Race</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="136"/>
        <source>Step &amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="137"/>
        <source>Step &amp;Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="138"/>
        <source>To the &amp;Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="139"/>
        <source>To the &amp;End</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="141"/>
        <source>F&amp;aster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="142"/>
        <source>S&amp;lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="143"/>
        <source>L&amp;oop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="148"/>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="149"/>
        <source>&amp;Whole Domain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="150"/>
        <source>Loss as &amp;Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="151"/>
        <source>By &amp;Rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="151"/>
        <source>&amp;Logarithmic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="151"/>
        <source>L&amp;inear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="159"/>
        <location filename="../../app/window.py" line="168"/>
        <source>As the &amp;System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="159"/>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="159"/>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="161"/>
        <source>&amp;Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="167"/>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="174"/>
        <source>&amp;Full Screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="186"/>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="187"/>
        <source>&amp;Keys and Mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="188"/>
        <source>Show &amp;Folder of the Last Experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="189"/>
        <source>&amp;About Talweg</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="216"/>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="216"/>
        <source>Take back the last change (Ctrl+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="217"/>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="217"/>
        <source>Do again what was taken back (Ctrl+Shift+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="219"/>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="219"/>
        <source>Open an experiment file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="220"/>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="220"/>
        <source>Save the experiment as a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="221"/>
        <source>Export ▾</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="221"/>
        <source>Save or copy pictures and tables of this race</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="243"/>
        <source>&amp;Undo {change}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="244"/>
        <source>&amp;Redo {change}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="247"/>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="247"/>
        <source>&amp;Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="268"/>
        <source>Open Experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="268"/>
        <location filename="../../app/window.py" line="288"/>
        <source>Experiments (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="288"/>
        <source>Save Experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="294"/>
        <location filename="../../app/window.py" line="335"/>
        <source>Saved {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="299"/>
        <source>PNG, double size (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="300"/>
        <source>PNG, as large as here (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="301"/>
        <source>PNG, four times the size (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="302"/>
        <source>SVG (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="305"/>
        <source>Save Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="316"/>
        <source>Copied. Paste the picture wherever you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="322"/>
        <source>Save Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="322"/>
        <source>Table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="322"/>
        <source>NumPy arrays (*.npz)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="364"/>
        <source>Nothing yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="375"/>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="375"/>
        <source>play and pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="376"/>
        <source>one step back or forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="377"/>
        <source>Home, End</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="377"/>
        <source>to the start, to the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="378"/>
        <source>faster, slower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="379"/>
        <source>loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="380"/>
        <source>show the whole domain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="381"/>
        <source>Drag the start, or click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="381"/>
        <source>begin somewhere else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="382"/>
        <source>Shift + arrows, on the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="382"/>
        <source>nudge the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="383"/>
        <source>Drag the map, mouse wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="383"/>
        <source>move and zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="384"/>
        <source>Double click on a slider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="384"/>
        <source>back to its default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="387"/>
        <source>Keys and Mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="395"/>
        <source>About Talweg</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/window.py" line="397"/>
        <source>&lt;h3&gt;Talweg&lt;/h3&gt;&lt;p&gt;See how learning works: optimizers racing over loss surfaces.&lt;/p&gt;&lt;p&gt;The talweg is the line that joins the lowest points of a valley, the way water takes.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Body</name>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="284"/>
        <source>η changes at step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="286"/>
        <source>η changes at {number} steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="288"/>
        <source>Click to use one learning rate for the whole run again (steps: {steps})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="299"/>
        <source>Equation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="300"/>
        <source>Defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="301"/>
        <source>Set the learning rate and all else to the defaults of Keras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="302"/>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="303"/>
        <source>Add a second run with the same settings, to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="304"/>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/optimizer_card.py" line="305"/>
        <source>Take this run out of the race</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_FormulaFields</name>
    <message>
        <location filename="../../app/surface_lab/surface_panel.py" line="204"/>
        <source>such as {example}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/surface_panel.py" line="205"/>
        <source>Formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/surface_panel.py" line="207"/>
        <source>A formula in x and y; every other name becomes a parameter with a slider of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/surface_panel.py" line="209"/>
        <source>x from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/surface_panel.py" line="209"/>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/surface_panel.py" line="209"/>
        <source>y from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/surface_panel.py" line="213"/>
        <source>Lowest x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/surface_panel.py" line="214"/>
        <source>Highest x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/surface_panel.py" line="215"/>
        <source>Lowest y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/surface_panel.py" line="216"/>
        <source>Highest y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/surface_panel.py" line="220"/>
        <source>Where the surface is drawn: the domain</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Model</name>
    <message>
        <location filename="../../app/surface_lab/verdict_table.py" line="93"/>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/verdict_table.py" line="93"/>
        <source>Landed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/verdict_table.py" line="93"/>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/verdict_table.py" line="93"/>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/verdict_table.py" line="95"/>
        <source>global</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/verdict_table.py" line="96"/>
        <source>local</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/verdict_table.py" line="97"/>
        <source>saddle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/verdict_table.py" line="98"/>
        <source>moving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/verdict_table.py" line="99"/>
        <source>left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/verdict_table.py" line="100"/>
        <source>diverged</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <location filename="../../app/cli.py" line="73"/>
        <source>{message}; see talweg --help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/cli.py" line="129"/>
        <source>This Talweg is not installed and has no version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/cli.py" line="146"/>
        <source>There is no display for a window; talweg run FILE.json -o OUT.png works without.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/cli.py" line="159"/>
        <source>{path} has every run switched off; enable one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/cli.py" line="173"/>
        <source>{path} is a folder; name a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/cli.py" line="176"/>
        <source>{path} cannot be written: there is no folder {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/cli.py" line="182"/>
        <source>{path} cannot be written: it is in a read-only folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/cli.py" line="186"/>
        <source>{path} is the input or another output already; name another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/cli.py" line="197"/>
        <source>--size is {size!r}; it has to look like 1280x800, and be 640x480 or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/cli.py" line="202"/>
        <source>--scale is {scale:g}; it has to be 0.25 to 8, and no side over {most} pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/export.py" line="23"/>
        <source>There is not enough memory for a picture {scale:g} times as large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/files.py" line="26"/>
        <source>{path} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/files.py" line="31"/>
        <source>{path}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/files.py" line="66"/>
        <source>{path} cannot be written: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/files.py" line="73"/>
        <source>{path} has no known suffix; it has to end in {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/session.py" line="142"/>
        <source>edit formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/session.py" line="147"/>
        <source>new experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/session.py" line="157"/>
        <source>open file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_lab/surface_panel.py" line="182"/>
        <source>The domain has to go from a lower to a higher number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="92"/>
        <source>change domain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="96"/>
        <source>change surface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="103"/>
        <source>change learning rates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="110"/>
        <source>change learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="117"/>
        <source>change hyper-parameter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="124"/>
        <source>change noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="131"/>
        <source>change steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="134"/>
        <source>change seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="143"/>
        <source>switch a run on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="147"/>
        <source>back to Keras&apos;s defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="150"/>
        <source>duplicate a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="153"/>
        <source>add a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="156"/>
        <source>remove a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="160"/>
        <source>clear learning-rate changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="166"/>
        <source>change colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="171"/>
        <source>rename a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="190"/>
        <source>move the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="198"/>
        <source>choose surface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="209"/>
        <source>rates that suit the surface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/surface_presenter.py" line="214"/>
        <source>new seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/scale_slider.py" line="16"/>
        <source>all learning rates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/widgets/scale_slider.py" line="24"/>
        <source>Scales all learning rates at once: to the right every run takes larger steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/worker.py" line="145"/>
        <source>There is not enough memory for this; ask for less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../app/worker.py" line="149"/>
        <source>Something went wrong while computing: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="36"/>
        <source>Random numbers of this size are added to every gradient, as mini-batches do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="58"/>
        <source>surface.name is {name}; it has to be one of {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="210"/>
        <source>The experiment holds a value of the type {type}; write numbers, text and lists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="217"/>
        <source>surface needs either a name or a formula, and not both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="221"/>
        <source>surface.domain goes with a formula only; {name!r} has its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="229"/>
        <source>surface.parameters has an unknown parameter {name}; {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="238"/>
        <source>this surface has none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="239"/>
        <source>this surface has {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="245"/>
        <source>{where} is {value}; it has to be a number from {low} to {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="258"/>
        <source>{where} goes from {low} to {high}; it has to rise by {least:g} or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="275"/>
        <source>{where}.color is {color}; it has to look like #3366cc.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="290"/>
        <source>{where} is at step {step}; it has to come after the change before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="304"/>
        <source>{where} has to be 1 to {most} visible characters without a slash or a blank at an end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="318"/>
        <source>Two runs are called {label!r}; give one of them another label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="327"/>
        <source>{where} has to be a whole number from {low} to {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="337"/>
        <source>{where} has to hold {low} to {high} entries, not {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="362"/>
        <source>The file is larger than {most} bytes; no experiment is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="370"/>
        <source>This is not JSON: it is not text in UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="372"/>
        <source>This is no experiment: it is nested too deeply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="375"/>
        <source>surface.formula, character {position}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="384"/>
        <source>This is not JSON: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="391"/>
        <source>This is not a Talweg experiment: it lacks &quot;talweg&quot;: 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="395"/>
        <source>talweg is {version}; this Talweg reads format version {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="404"/>
        <source>{where} has an unknown field {found}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="406"/>
        <source>{where} lacks the field {found}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="409"/>
        <source>{where} is {found}; it has to be one of these: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="413"/>
        <source>{where} has to hold {length} entries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="415"/>
        <source>{where} has to be {type}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="416"/>
        <source>{where} is too large a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="419"/>
        <source>a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="420"/>
        <source>a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="421"/>
        <source>true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="422"/>
        <location filename="../../core/experiment.py" line="423"/>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="424"/>
        <location filename="../../core/experiment.py" line="425"/>
        <source>a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="426"/>
        <source>an object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="448"/>
        <source>{where}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="453"/>
        <source>A value of {where}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/experiment.py" line="454"/>
        <source>The experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="66"/>
        <source>A formula has at most {limit} characters; this one has {length}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="72"/>
        <source>Type a formula in x and y, such as x^2 + 3*y^2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="79"/>
        <source>This formula cannot be read; write it more simply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="291"/>
        <source>Text in quotes is not allowed in a formula.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="292"/>
        <source>A point belongs inside a number; attributes are not allowed in a formula.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="293"/>
        <source>Square brackets (lists, subscripts) are not allowed; write round ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="294"/>
        <source>Braces (sets, dictionaries) are not allowed; write round parentheses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="295"/>
        <source>Equals signs (assignments, comparisons) are not allowed; write the right side only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="298"/>
        <source>Comparisons and exclamation marks are not allowed in a formula.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="299"/>
        <source>Colons (assignments, slices) are not allowed in a formula; divide with /.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="300"/>
        <source>A formula is a single expression; semicolons are not allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="301"/>
        <source>The sign % is not allowed; for a remainder write mod(x, 2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="302"/>
        <source>The sign | is not allowed; for an absolute value write abs(x).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="303"/>
        <source>The sign √ is not allowed; write sqrt(x).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="330"/>
        <source>The character {character} is not allowed in a formula.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="339"/>
        <source>This number is too large; the largest is about 1.8e308.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="349"/>
        <source>The exponent “{character}” cannot be read; write it after the sign ^.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="357"/>
        <source>The word “{name}” is reserved and not allowed in a formula; take another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="363"/>
        <source>“{name}” is no name; a name consists of letters, digits and underscores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="369"/>
        <source>The name “{name}” is too long; a name has at most {limit} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="387"/>
        <source>“{name}” is a function; write {name}(…).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="396"/>
        <source>It is unclear which power comes first here; write parentheses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="409"/>
        <source>This parenthesis closes none that is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="415"/>
        <source>A comma only separates the arguments of a function; numbers are written 0.5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="421"/>
        <source>This parenthesis is not closed; write “)”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="429"/>
        <source>Complex numbers are not allowed; for a parameter {name} write {number}*{name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="435"/>
        <source>An operator is missing between “{left}” and “{right}”; for a product write {product}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="446"/>
        <source>Something is missing after “{left}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="448"/>
        <source>Something is missing before “{right}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="450"/>
        <source>Something is missing between “{left}” and “{right}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="457"/>
        <source>This formula is nested more than {limit} levels deep; write it more simply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="492"/>
        <source>This formula is too long; it has more than {limit} numbers, names and operators.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="515"/>
        <source>This is not allowed in a formula.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="530"/>
        <source>“{name}” is one parameter too many; a formula has at most {limit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="542"/>
        <source>“{name}” takes one argument, not {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="544"/>
        <source>“{name}” takes two arguments, not {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="554"/>
        <source>“{name}” is not a function; did you mean {near}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/formula.py" line="560"/>
        <source>“{name}” is not a function; for a product write {name}*(…).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/optimizers.py" line="55"/>
        <source>How far a step goes: too small creeps, too large leaps over the valley.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/optimizers.py" line="66"/>
        <source>Every step also shrinks the weights by this share of the learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/optimizers.py" line="79"/>
        <source>A small number that keeps the division from blowing up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/optimizers.py" line="270"/>
        <source>How much of the last step is kept: 0 forgets it, 0.9 rolls like a ball.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/optimizers.py" line="274"/>
        <source>Look ahead: apply the momentum once more before stepping.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/optimizers.py" line="280"/>
        <source>Stochastic gradient descent: steps straight downhill, if you like with momentum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/optimizers.py" line="293"/>
        <source>How slowly the mean of the gradients changes: a kind of momentum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/optimizers.py" line="295"/>
        <location filename="../../core/optimizers.py" line="368"/>
        <source>How slowly the mean of the squared gradients changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/optimizers.py" line="299"/>
        <source>Divide by the largest mean square so far, so that steps never grow again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/optimizers.py" line="307"/>
        <source>Momentum and a step size of its own for every weight, both corrected at the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/optimizers.py" line="320"/>
        <source>How slowly the means of squared gradients and squared steps change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/optimizers.py" line="327"/>
        <source>Finds its own step size from its earlier steps; meant for η = 1, hardly moves at Keras&apos;s 0.001.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/optimizers.py" line="347"/>
        <source>Where the sum of squared gradients starts: more means smaller first steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/optimizers.py" line="356"/>
        <source>Divides by all gradients seen so far: quick at first, then slower and slower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/optimizers.py" line="369"/>
        <source>How much of the last step is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/optimizers.py" line="373"/>
        <source>Divide by the spread of the gradients instead of their size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/optimizers.py" line="379"/>
        <source>Divides by the recent size of the gradient, so that steep and flat count alike.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/parameters.py" line="37"/>
        <source>{where} has to be a finite number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/parameters.py" line="40"/>
        <source>{where} is {value}; it has to be {bound:g} or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/parameters.py" line="47"/>
        <source>{where} is {value}; it has to be {bound:g} or less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/parameters.py" line="54"/>
        <source>{where} is {value}; it has to be below {bound:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="72"/>
        <source>Two basins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="74"/>
        <source>Made for this laboratory: two Gaussian wells in a bowl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="86"/>
        <source>How deep the well on the right is: the global minimum by default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="95"/>
        <source>How deep the well on the left is: a local minimum by default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="104"/>
        <source>How wide both wells are; narrow wells are harder to find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="113"/>
        <source>How far the wells lie apart; close ones melt into one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="118"/>
        <source>From one and the same start, the optimizer alone decides which minimum is found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="125"/>
        <source>Bowl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="127"/>
        <location filename="../../core/surfaces.py" line="200"/>
        <source>Textbook quadratic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="140"/>
        <source>Condition number: the steepest curvature over the flattest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="148"/>
        <source>Angle of the valley in degrees; methods with a rate per weight notice it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="155"/>
        <source>The steepest direction bounds the learning rate, the flattest one decides how long it takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="163"/>
        <source>Winding ravine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="165"/>
        <source>Made for this laboratory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="178"/>
        <source>Curvature of the walls; the floor&apos;s is a tenth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="186"/>
        <source>How far the ravine winds to either side; 0 makes it straight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="191"/>
        <source>Between steep walls the gradient points across the ravine, hardly ever along the way out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="198"/>
        <source>Saddle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="212"/>
        <source>How steeply the saddle falls to both sides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="217"/>
        <source>Near a saddle the gradient almost vanishes though nothing is lowest there; the way out is sideways.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="225"/>
        <source>Monkey saddle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="233"/>
        <source>Gradient and curvature both vanish here: the pass is flatter and holds longer than a plain saddle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="241"/>
        <source>Rosenbrock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="254"/>
        <source>Where on the valley floor the minimum lies, at (a, a²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="264"/>
        <source>How steep the walls of the valley are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="269"/>
        <source>Finding the curved valley is easy, following its almost level floor to the minimum is not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="276"/>
        <source>Himmelblau</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="289"/>
        <source>Four minima are equally good; which one is found depends on start and optimizer alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="296"/>
        <source>Beale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="306"/>
        <source>Walls a hundred thousand times higher than the floor: what is safe there crawls down here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="313"/>
        <source>Booth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="315"/>
        <location filename="../../core/surfaces.py" line="330"/>
        <location filename="../../core/surfaces.py" line="348"/>
        <location filename="../../core/surfaces.py" line="385"/>
        <source>Listed by M. Jamil, X.-S. Yang: Int. J. Math. Model. Numer. Optim. 4 (2013), 150–194</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="323"/>
        <source>A mild quadratic that every optimizer has to master: what differs is the way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="328"/>
        <source>Matyas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="338"/>
        <source>A valley oblique to both axes: rates per weight do not help where weights have to move together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="346"/>
        <source>McCormick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="362"/>
        <source>One valley with two dips: the side of the pass on which it is entered decides which one is found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="383"/>
        <source>Three-hump camel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="393"/>
        <source>Two local minima flank the global one; the low passes between can be crossed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="398"/>
        <source>Six-hump camel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="413"/>
        <source>Six minima, two of them global: small differences at the start part the ways.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="439"/>
        <source>Styblinski–Tang</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="448"/>
        <source>Four basins of different depth: a good minimum is not yet the best one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="453"/>
        <source>Rastrigin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="467"/>
        <source>Height of the ripples on the bowl; 0 leaves the plain bowl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="472"/>
        <source>Every hollow is a trap: descent finds the nearest minimum, not the lowest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="477"/>
        <source>Ackley</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="491"/>
        <source>Depth of the funnel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="501"/>
        <source>How narrow the funnel is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="509"/>
        <source>How densely the ripples follow each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="514"/>
        <source>A rippled plain with one funnel; its tip is a kink, so a fixed learning rate never settles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="521"/>
        <source>Griewank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="529"/>
        <source>From afar a bowl, up close an egg box: the scale one looks at decides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="534"/>
        <source>Goldstein–Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="550"/>
        <source>Gradients from 1 to 100,000: without scaling them, no one learning rate fits everywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="557"/>
        <source>Lévy No. 13</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="565"/>
        <source>Ripples that differ with the direction: one weight is freer than the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="570"/>
        <source>Easom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="578"/>
        <source>One small hole in an endless plain: where the gradient vanishes, nobody finds it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="585"/>
        <source>Drop wave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="587"/>
        <source>Listed by S. Surjanovic, D. Bingham: Virtual Library of Simulation Experiments (2013)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="595"/>
        <source>Ring upon ring of equally low ground: only whoever leaps walls gets further in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="602"/>
        <source>Cliff and plateau</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="604"/>
        <source>Made for this laboratory, after R. Pascanu, T. Mikolov, Y. Bengio: ICML (2013), figure 6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="618"/>
        <source>Height of the cliff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="628"/>
        <source>How steep the cliff is; where it is steep the gradient explodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/surfaces.py" line="632"/>
        <source>On the plateau the gradient vanishes, at the cliff it explodes and flings the step far away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/verdicts.py" line="43"/>
        <source>Landed in the global minimum at step {step}, {distance:.2g} from its floor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/verdicts.py" line="44"/>
        <source>Caught in a local minimum at step {step}: lower ground lies elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/verdicts.py" line="45"/>
        <source>Resting at a saddle since step {step}: flat here, but not a minimum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/verdicts.py" line="46"/>
        <source>Still moving when the steps ran out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/verdicts.py" line="47"/>
        <source>Left the domain at step {step}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../core/verdicts.py" line="48"/>
        <source>Diverged at step {step}: the numbers are no longer finite.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
