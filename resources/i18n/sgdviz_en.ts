<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>AtlasView</name>
    <message numerus="yes">
        <source>is at no minimum after %n steps</source>
        <translation>
            <numerusform>is at no minimum after %n step</numerusform>
            <numerusform>is at no minimum after %n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>reaches the minimum at {point} in %n steps</source>
        <translation>
            <numerusform>reaches the minimum at {point} in %n step</numerusform>
            <numerusform>reaches the minimum at {point} in %n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>comes to the flat point at {point} in %n steps</source>
        <translation>
            <numerusform>comes to the flat point at {point} in %n step</numerusform>
            <numerusform>comes to the flat point at {point} in %n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchView</name>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CloudWords</name>
    <message numerus="yes">
        <source>mean of the %n left</source>
        <translation>
            <numerusform>mean of the %n left</numerusform>
            <numerusform>mean of the %n left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ColumnMenu</name>
    <message numerus="yes">
        <source>%n columns</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message numerus="yes">
        <source>%n draws with replacement are not all rows: this is no full batch.</source>
        <translation>
            <numerusform>%n draw with replacement is not all rows: this is no full batch.</numerusform>
            <numerusform>%n draws with replacement are not all rows: this is no full batch.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n rows: full batch</source>
        <translation>
            <numerusform>the only row: full batch</numerusform>
            <numerusform>All %n rows: full batch</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LandscapeView</name>
    <message numerus="yes">
        <source>all %n rows</source>
        <translation>
            <numerusform>one row</numerusform>
            <numerusform>all %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapPicture</name>
    <message numerus="yes">
        <source>minima of %n of the other {batches} batches</source>
        <translation>
            <numerusform>minima of %n of the other {batches} batches</numerusform>
            <numerusform>minima of %n of the other {batches} batches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>minima of the other %n batches</source>
        <translation>
            <numerusform>minimum of the other batch</numerusform>
            <numerusform>minima of the other %n batches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SweepView</name>
    <message numerus="yes">
        <source>$η$ × $B$, %n steps each</source>
        <translation>
            <numerusform>$η$ × $B$, %n step each</numerusform>
            <numerusform>$η$ × $B$, %n steps each</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>$η$ × $B$, %n epochs each</source>
        <translation>
            <numerusform>$η$ × $B$, %n epoch each</numerusform>
            <numerusform>$η$ × $B$, %n epochs each</numerusform>
        </translation>
    </message>
</context>
</TS>
