<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>BatchView</name>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CloudWords</name>
    <message numerus="yes">
        <source>mean of the %Ln left</source>
        <translation>
            <numerusform>mean of the %Ln left</numerusform>
            <numerusform>mean of the %Ln left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ColumnMenu</name>
    <message numerus="yes">
        <source>%Ln columns</source>
        <translation>
            <numerusform>%Ln column</numerusform>
            <numerusform>%Ln columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message numerus="yes">
        <source>%Ln draws with replacement are not all rows: this is no full batch.</source>
        <translation>
            <numerusform>%Ln draw with replacement is not all rows: this is no full batch.</numerusform>
            <numerusform>%Ln draws with replacement are not all rows: this is no full batch.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln rows: full batch</source>
        <translation>
            <numerusform>the only row: full batch</numerusform>
            <numerusform>All %Ln rows: full batch</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LandscapeView</name>
    <message numerus="yes">
        <source>all %Ln rows</source>
        <translation>
            <numerusform>one row</numerusform>
            <numerusform>all %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapPicture</name>
    <message numerus="yes">
        <source>minima of %Ln of the other {batches} batches</source>
        <translation>
            <numerusform>minima of %Ln of the other {batches} batches</numerusform>
            <numerusform>minima of %Ln of the other {batches} batches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>minima of the other %Ln batches</source>
        <translation>
            <numerusform>minimum of the other batch</numerusform>
            <numerusform>minima of the other %Ln batches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SweepView</name>
    <message numerus="yes">
        <source>$η$ × $B$, %Ln steps each</source>
        <translation>
            <numerusform>$η$ × $B$, %Ln step each</numerusform>
            <numerusform>$η$ × $B$, %Ln steps each</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>$η$ × $B$, %Ln epochs each</source>
        <translation>
            <numerusform>$η$ × $B$, %Ln epoch each</numerusform>
            <numerusform>$η$ × $B$, %Ln epochs each</numerusform>
        </translation>
    </message>
</context>
</TS>
