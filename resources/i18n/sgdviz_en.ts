<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
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
        <source>minima of the other %n batches</source>
        <translation>
            <numerusform>minimum of the other batch</numerusform>
            <numerusform>minima of the other %n batches</numerusform>
        </translation>
    </message>
</context>
</TS>
