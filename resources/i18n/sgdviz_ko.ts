<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name>BatchView</name>
    <message>
        <source>Batch landscape</source>
        <translation>배치 손실 지형</translation>
    </message>
    <message>
        <source>the batch is the whole: $J_B$ = $J$</source>
        <translation>배치가 곧 전체: $J_B$ = $J$</translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n행</numerusform>
        </translation>
    </message>
    <message>
        <source>batch {batch}, {rows}</source>
        <translation>{batch}번째 배치, {rows}</translation>
    </message>
</context>
<context>
    <name>CanvasDock</name>
    <message>
        <source>Back into the window</source>
        <translation>창 안으로 되돌리기</translation>
    </message>
    <message>
        <source>In a window of its own</source>
        <translation>별도의 창으로 보기</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>숨기기</translation>
    </message>
</context>
<context>
    <name>ChordNames</name>
    <message>
        <source>gap {value}</source>
        <translation>간격 {value}</translation>
    </message>
    <message>
        <source>at $α$ = {value}</source>
        <translation>$α$ = {value}에서</translation>
    </message>
</context>
<context>
    <name>ChordView</name>
    <message>
        <source>Chord test</source>
        <translation>현 검사</translation>
    </message>
    <message>
        <source>Put the ends back</source>
        <translation>양 끝 되돌리기</translation>
    </message>
    <message>
        <source>Violated: the graph rises above the chord. {function} is not convex.</source>
        <translation>위반: 그래프가 현보다 위로 올라옵니다. {function}는 볼록하지 않습니다.</translation>
    </message>
    <message>
        <source>Violated: {function} is not convex.</source>
        <translation>위반: {function}는 볼록하지 않습니다.</translation>
    </message>
    <message>
        <source>This chord passes. One chord proves nothing.</source>
        <translation>이 현은 통과합니다. 현 하나로는 아무것도 증명되지 않습니다.</translation>
    </message>
    <message>
        <source>from {first} to {second}</source>
        <translation>{first}에서 {second}까지</translation>
    </message>
    <message>
        <source>Chord from {first} to {second}</source>
        <translation>{first}에서 {second}까지의 현</translation>
    </message>
    <message>
        <source>No violated chord was found in the box. That does not prove convexity.</source>
        <translation>이 범위에서 위반하는 현을 찾지 못했습니다. 그렇다고 볼록하다는 증명은 아닙니다.</translation>
    </message>
</context>
<context>
    <name>ColumnMenu</name>
    <message numerus="yes">
        <source>%n columns</source>
        <translation>
            <numerusform>열 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataEditor</name>
    <message>
        <source>Open data…</source>
        <translation>데이터 열기…</translation>
    </message>
</context>
<context>
    <name>DataView</name>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>All rows of this function are the same: choose a noise to tell them apart</source>
        <translation>이 함수는 모든 행이 같습니다. 잡음을 고르면 행마다 달라집니다</translation>
    </message>
    <message>
        <source>best fit</source>
        <translation>최적 적합</translation>
    </message>
    <message>
        <source>least squares</source>
        <translation>최소제곱</translation>
    </message>
    <message>
        <source>fit at $θ$</source>
        <translation>$θ$의 예측</translation>
    </message>
    <message>
        <source>mean of all: 0</source>
        <translation>전체 평균: 0</translation>
    </message>
    <message>
        <source>mean of the batch</source>
        <translation>배치 평균</translation>
    </message>
    <message>
        <source>all {count} rows</source>
        <translation>전체 {count}행</translation>
    </message>
    <message>
        <source>this batch: {count}</source>
        <translation>이 배치: {count}행</translation>
    </message>
    <message>
        <source>probability of {name}</source>
        <translation>{name}일 확률</translation>
    </message>
    <message>
        <source>row $i$</source>
        <translation>행 $i$</translation>
    </message>
    <message>
        <source>{y} against {x}</source>
        <translation>{x}에 대한 {y}</translation>
    </message>
    <message>
        <source>{y} against {x}; the other features at their means</source>
        <translation>{x}에 대한 {y}, 다른 특성은 평균값으로</translation>
    </message>
    <message>
        <source>how the rows differ: $ℓ_i = f + a_i φ$</source>
        <translation>행들의 차이: $ℓ_i = f + a_i φ$</translation>
    </message>
    <message>
        <source>how the rows differ: $ℓ_i = f + a_i φ_1 + b_i φ_2$</source>
        <translation>행들의 차이: $ℓ_i = f + a_i φ_1 + b_i φ_2$</translation>
    </message>
    <message>
        <source>Feature on the {axis} axis</source>
        <translation>{axis}축의 특성</translation>
    </message>
    <message>
        <source>row {row}, in this batch</source>
        <translation>행 {row}, 이 배치에 있음</translation>
    </message>
    <message>
        <source>row {row}</source>
        <translation>행 {row}</translation>
    </message>
    <message>
        <source>The rows and what the model says of them</source>
        <translation>행들과 그에 대한 모델의 예측</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>Experiments and tables (*{experiment} {tables})</source>
        <translation>실험과 표 (*{experiment} {tables})</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>{name} was not opened</source>
        <translation>{name} 파일을 열지 못했습니다</translation>
    </message>
    <message>
        <source>The data file is not the one that this document was saved with.</source>
        <translation>데이터 파일이 이 문서를 저장할 때의 것과 다릅니다.</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>다른 이름으로 저장</translation>
    </message>
    <message>
        <source>Experiments (*{experiment})</source>
        <translation>실험 (*{experiment})</translation>
    </message>
    <message>
        <source>The experiment was not saved</source>
        <translation>실험을 저장하지 못했습니다</translation>
    </message>
    <message>
        <source>Save the changes to this experiment?</source>
        <translation>이 실험의 변경 내용을 저장할까요?</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Unexpected error</source>
        <translation>예상하지 못한 오류</translation>
    </message>
    <message>
        <source>Something went wrong in the program. Your experiment is still here; you can save it.</source>
        <translation>프로그램에 문제가 생겼습니다. 실험은 그대로 남아 있으니 저장할 수 있습니다.</translation>
    </message>
    <message>
        <source>The report is in {path}.</source>
        <translation>보고서 위치: {path}</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>보고서 복사</translation>
    </message>
</context>
<context>
    <name>Exporter</name>
    <message>
        <source>Export picture</source>
        <translation>그림 내보내기</translation>
    </message>
    <message>
        <source>The picture was not written</source>
        <translation>그림을 저장하지 못했습니다</translation>
    </message>
    <message>
        <source>Export history</source>
        <translation>기록 내보내기</translation>
    </message>
    <message>
        <source>The history was not written</source>
        <translation>기록을 저장하지 못했습니다</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Find a violated chord</source>
        <translation>위반하는 현 찾기</translation>
    </message>
    <message>
        <source>Test the batch&apos;s function J_B</source>
        <translation>배치의 함수 J_B 검사</translation>
    </message>
    <message>
        <source>Test J_B of this batch instead of J</source>
        <translation>J 대신 이 배치의 J_B를 검사</translation>
    </message>
    <message>
        <source>α, the place on the chord</source>
        <translation>현 위의 위치 α</translation>
    </message>
    <message>
        <source>smallest gap {value}</source>
        <translation>가장 작은 간격 {value}</translation>
    </message>
    <message>
        <source>smallest gap {value}, only at the ends</source>
        <translation>가장 작은 간격 {value}, 양 끝에서만</translation>
    </message>
    <message>
        <source>smallest gap {value}, also between the ends</source>
        <translation>가장 작은 간격 {value}, 양 끝 사이에서도</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Problem</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작점</translation>
    </message>
    <message>
        <source>{group} of the run {name}</source>
        <translation>실행 ‘{name}’의 {group}</translation>
    </message>
    <message>
        <source>of {n} rows</source>
        <translation>전체 {n}행 중</translation>
    </message>
    <message numerus="yes">
        <source>All %n rows: full batch</source>
        <translation>
            <numerusform>%n행 전체: 전체 배치</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n draws with replacement are not all rows: this is no full batch.</source>
        <translation>
            <numerusform>복원 추출로 %n번 뽑아도 모든 행이 나오지는 않습니다. 전체 배치가 아닙니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LandscapeView</name>
    <message>
        <source>Landscape</source>
        <translation>손실 지형</translation>
    </message>
    <message numerus="yes">
        <source>all %n rows</source>
        <translation>
            <numerusform>%n행 전체</numerusform>
        </translation>
    </message>
    <message>
        <source>the plane of ${x}$ and ${y}$ through $θ$</source>
        <translation>$θ$를 지나는 ${x}$, ${y}$ 평면</translation>
    </message>
</context>
<context>
    <name>LossView</name>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>$J_B$ before its own update</source>
        <translation>갱신 직전의 $J_B$</translation>
    </message>
    <message>
        <source>$J$ after each step</source>
        <translation>스텝마다의 $J$</translation>
    </message>
    <message>
        <source>$J$ is known up to step {step}; the rest is being filled in</source>
        <translation>$J$는 스텝 {step}까지 계산됨, 나머지는 채우는 중</translation>
    </message>
    <message>
        <source>the batch is the whole: $J_B$ = $J$</source>
        <translation>배치가 곧 전체: $J_B$ = $J$</translation>
    </message>
    <message>
        <source>mean cross-entropy</source>
        <translation>평균 교차 엔트로피</translation>
    </message>
    <message>
        <source>mean squared error, {unit}²</source>
        <translation>평균 제곱 오차, {unit}²</translation>
    </message>
    <message>
        <source>mean squared error</source>
        <translation>평균 제곱 오차</translation>
    </message>
    <message>
        <source>step {step}: epoch {epoch}, batch {batch} of {batches}</source>
        <translation>스텝 {step}: 에포크 {epoch}, 배치 {batch} / {batches}</translation>
    </message>
    <message>
        <source>Losses against steps. A click goes to a step.</source>
        <translation>스텝에 따른 손실. 클릭하면 그 스텝으로 갑니다.</translation>
    </message>
    <message>
        <source>step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Each batch&apos;s own loss (B)</source>
        <translation>배치마다의 손실 (B)</translation>
    </message>
    <message>
        <source>Each batch&apos;s own loss</source>
        <translation>배치마다의 손실</translation>
    </message>
    <message>
        <source>log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Logarithmic axis (L)</source>
        <translation>로그 축 (L)</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>로그 축</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>This is what was not saved when the program last ended.</source>
        <translation>지난번에 프로그램이 끝날 때 저장되지 않은 실험입니다.</translation>
    </message>
</context>
<context>
    <name>MapPicture</name>
    <message numerus="yes">
        <source>minima of the other %n batches</source>
        <translation>
            <numerusform>다른 배치 %n개의 최소점</numerusform>
        </translation>
    </message>
    <message>
        <source>minimum</source>
        <translation>최소점</translation>
    </message>
    <message>
        <source>minimum of $J$</source>
        <translation>$J$의 최소점</translation>
    </message>
    <message>
        <source>minimum of $J_B$</source>
        <translation>$J_B$의 최소점</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>극대점</translation>
    </message>
    <message>
        <source>saddle</source>
        <translation>안장점</translation>
    </message>
    <message>
        <source>flat point</source>
        <translation>평탄한 점</translation>
    </message>
    <message>
        <source>start</source>
        <translation>시작점</translation>
    </message>
</context>
<context>
    <name>Names</name>
    <message>
        <source>start</source>
        <translation>시작점</translation>
    </message>
    <message>
        <source>minimum</source>
        <translation>최소점</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>극대점</translation>
    </message>
    <message>
        <source>flat inflection</source>
        <translation>평탄한 변곡점</translation>
    </message>
    <message>
        <source>$J_B$ of this batch</source>
        <translation>이 배치의 $J_B$</translation>
    </message>
    <message>
        <source>{shown} of {all} batches shown</source>
        <translation>배치 {all}개 중 {shown}개 표시</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Drawn with replacement, even $n$ rows are not all rows: some come twice, others not at all.</source>
        <translation>복원 추출로는 $n$번 뽑아도 모든 행이 나오지 않습니다. 어떤 행은 두 번 나오고 어떤 행은 빠집니다.</translation>
    </message>
    <message>
        <source>Go to step {step}</source>
        <translation>스텝 {step} 보기</translation>
    </message>
    <message>
        <source>Halve η</source>
        <translation>η를 절반으로</translation>
    </message>
    <message>
        <source>Set η to {rate}</source>
        <translation>η = {rate} 적용</translation>
    </message>
    <message>
        <source>The gradient is small here, $|∇J|$ = {size}. The stationary point nearby is a minimum.</source>
        <translation>여기서는 기울기가 작습니다. $|∇J|$ = {size}. 가까이에 있는 임계점은 최소점입니다.</translation>
    </message>
    <message>
        <source>The gradient is small here, $|∇J|$ = {size}. The stationary point nearby is a maximum.</source>
        <translation>여기서는 기울기가 작습니다. $|∇J|$ = {size}. 가까이에 있는 임계점은 극대점입니다.</translation>
    </message>
    <message>
        <source>The gradient is small here, $|∇J|$ = {size}. The stationary point nearby is a strict saddle, not a minimum.</source>
        <translation>여기서는 기울기가 작습니다. $|∇J|$ = {size}. 가까이에 있는 임계점은 최소점이 아니라 좁은 뜻의 안장점입니다.</translation>
    </message>
    <message>
        <source>The gradient is small here, $|∇J|$ = {size}. The stationary point nearby is degenerate: its curvature is zero too.</source>
        <translation>여기서는 기울기가 작습니다. $|∇J|$ = {size}. 가까이에 있는 임계점은 곡률도 0인 퇴화점입니다.</translation>
    </message>
</context>
<context>
    <name>OpenDataDialog</name>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.dat);;All files (*)</source>
        <translation>표 (*.csv *.tsv *.txt *.dat);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Open data</source>
        <translation>데이터 열기</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>파일 고르기…</translation>
    </message>
    <message>
        <source>{used} of {all} rows are used.</source>
        <translation>{all}행 중 {used}행을 씁니다.</translation>
    </message>
    <message>
        <source>The program would read this file otherwise, so a copy in UTF-8 is put beside it.</source>
        <translation>이 파일은 저절로는 다르게 읽히므로, 고른 대로 읽은 UTF-8 사본을 그 옆에 둡니다.</translation>
    </message>
    <message>
        <source>Use this data</source>
        <translation>이 데이터 쓰기</translation>
    </message>
    <message>
        <source>The first rows of the table</source>
        <translation>표의 처음 행들</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>인코딩</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>구분 기호</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Feature $x$</source>
        <translation>특성 $x$</translation>
    </message>
    <message>
        <source>Target $y$</source>
        <translation>목표값 $y$</translation>
    </message>
    <message>
        <source>Classes 0 and 1</source>
        <translation>클래스 0과 1</translation>
    </message>
    <message>
        <source>Standardize</source>
        <translation>표준화</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>Exhibit {number} of {count}</source>
        <translation>전시 {number} / {count}</translation>
    </message>
    <message>
        <source>Page {number}: {title}</source>
        <translation>{number}쪽: {title}</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>이전 쪽</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>다음 쪽</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Hide the settings</source>
        <translation>설정 숨기기</translation>
    </message>
    <message>
        <source>Show the settings</source>
        <translation>설정 보이기</translation>
    </message>
</context>
<context>
    <name>PlaneChoice</name>
    <message>
        <source>Parameter along the horizontal axis</source>
        <translation>가로축의 매개변수</translation>
    </message>
    <message>
        <source>Parameter along the vertical axis</source>
        <translation>세로축의 매개변수</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>Reset {setting}</source>
        <translation>{setting} 되돌리기</translation>
    </message>
</context>
<context>
    <name>SeedEditor</name>
    <message>
        <source>New seed</source>
        <translation>새 시드</translation>
    </message>
</context>
<context>
    <name>Seismograph</name>
    <message>
        <source>epochs, running down</source>
        <translation>아래로 갈수록 나중 에포크</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Exhibits</source>
        <translation>전시</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>최근 파일</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>열기…</translation>
    </message>
    <message>
        <source>Open data…</source>
        <translation>데이터 열기…</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message>
        <source>Less</source>
        <translation>접기</translation>
    </message>
    <message>
        <source>Read on</source>
        <translation>더 읽기</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>step {step}: epoch {epoch}, batch {batch} of {batches}</source>
        <translation>스텝 {step}: 에포크 {epoch}, 배치 {batch} / {batches}</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>Speed: {speed}</source>
        <translation>속도: {speed}</translation>
    </message>
    <message>
        <source>as fast as it can</source>
        <translation>최대 속도</translation>
    </message>
    <message>
        <source>1 step/s</source>
        <translation>1 스텝/초</translation>
    </message>
    <message>
        <source>{speed} steps/s</source>
        <translation>{speed} 스텝/초</translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation>에포크 {epoch}</translation>
    </message>
    <message>
        <source>batch {batch} of {batches}</source>
        <translation>배치 {batch} / {batches}</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>스텝 {step}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>처음으로</translation>
    </message>
    <message>
        <source>One epoch back</source>
        <translation>한 에포크 뒤로</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>한 스텝 뒤로</translation>
    </message>
    <message>
        <source>One step on</source>
        <translation>한 스텝 앞으로</translation>
    </message>
    <message>
        <source>One epoch on</source>
        <translation>한 에포크 앞으로</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>끝으로</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>스텝</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>&apos;{text}&apos; is not a point; -2, 1e-3 and -1,2 are</source>
        <translation>‘{text}’ 값은 점이 아닙니다. -2, 1e-3, -1,2처럼 적으세요</translation>
    </message>
    <message>
        <source>shuffle each epoch</source>
        <translation>에포크마다 섞기</translation>
    </message>
    <message>
        <source>shuffle once</source>
        <translation>한 번만 섞기</translation>
    </message>
    <message>
        <source>as in the file</source>
        <translation>파일 순서대로</translation>
    </message>
    <message>
        <source>with replacement</source>
        <translation>복원 추출</translation>
    </message>
    <message>
        <source>both ends are {point}; they must differ</source>
        <translation>양 끝이 모두 {point}입니다. 서로 달라야 합니다</translation>
    </message>
    <message>
        <source>the function has no finite value at {point}</source>
        <translation>{point}에서 함수의 값이 유한하지 않습니다</translation>
    </message>
    <message>
        <source>{point} is not a point; finite numbers needed: {dim}</source>
        <translation>{point} 값은 점이 아닙니다. 유한한 수 {dim}개가 필요합니다</translation>
    </message>
    <message>
        <source>{value} parts no fields; one of these does: {allowed}</source>
        <translation>{value} 기호로는 칸을 나눌 수 없습니다. 쓸 수 있는 것: {allowed}</translation>
    </message>
    <message>
        <source>the file has more than {limit} rows; please open a part of it</source>
        <translation>파일의 행이 {limit}개보다 많습니다. 일부만 담은 파일을 여세요</translation>
    </message>
    <message>
        <source>line {line} has no clear fields; is a quotation mark missing?</source>
        <translation>{line}번째 줄에서 칸을 나눌 수 없습니다. 따옴표가 빠지지 않았나요?</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>파일이 비어 있습니다</translation>
    </message>
    <message>
        <source>the file has more than {limit} columns</source>
        <translation>파일의 열이 {limit}개보다 많습니다</translation>
    </message>
    <message>
        <source>two columns are called {column}; one is now {name}</source>
        <translation>{column} 열이 두 개여서 하나는 {name} 열로 부릅니다</translation>
    </message>
    <message>
        <source>line {line} has {count} fields, but the first has {expected}</source>
        <translation>{line}번째 줄은 칸이 {count}개인데 첫 줄은 {expected}개입니다</translation>
    </message>
    <message>
        <source>the file has names of columns but no rows</source>
        <translation>파일에 열 이름만 있고 행이 없습니다</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}</source>
        <translation>{path} 파일을 읽을 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>there is no file {path}; the program&apos;s own tables are: {allowed}</source>
        <translation>{path} 파일이 없습니다. 프로그램에 들어 있는 표: {allowed}</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>에포크 수</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>배치 크기</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>version {value} is newer than this program, which reads {most}</source>
        <translation>버전 {value} 문서는 이 프로그램보다 새것입니다. 이 프로그램은 버전 {most}까지 읽습니다</translation>
    </message>
    <message>
        <source>is missing; a document needs it</source>
        <translation>빠져 있습니다. 문서에 꼭 있어야 합니다</translation>
    </message>
    <message>
        <source>must be an object with a kind; kinds: {allowed}</source>
        <translation>kind가 있는 객체여야 합니다. 쓸 수 있는 kind: {allowed}</translation>
    </message>
    <message>
        <source>is missing; {kind} needs it</source>
        <translation>빠져 있습니다. {kind}에 꼭 있어야 합니다</translation>
    </message>
    <message>
        <source>must be an object with a name; names: {allowed}</source>
        <translation>name이 있는 객체여야 합니다. 쓸 수 있는 name: {allowed}</translation>
    </message>
    <message>
        <source>{value} is not two points</source>
        <translation>점 두 개가 필요합니다. 지금은 {value}입니다</translation>
    </message>
    <message>
        <source>is empty; a list of numbers is needed</source>
        <translation>비어 있습니다. 숫자 목록이 필요합니다</translation>
    </message>
    <message>
        <source>{value} is not a text</source>
        <translation>문자열이 필요합니다. 지금은 {value}입니다</translation>
    </message>
    <message>
        <source>{value} is not a list</source>
        <translation>목록이 필요합니다. 지금은 {value}입니다</translation>
    </message>
    <message>
        <source>{value} is not an object</source>
        <translation>객체가 필요합니다. 지금은 {value}입니다</translation>
    </message>
    <message>
        <source>unknown key; known here: {allowed}</source>
        <translation>알 수 없는 키입니다. 여기서 쓸 수 있는 키: {allowed}</translation>
    </message>
    <message>
        <source>numbers given: {found}; θ has {dim}: {names}</source>
        <translation>숫자가 {found}개인데 θ의 성분은 {dim}개입니다: {names}</translation>
    </message>
    <message>
        <source>{value} is not a number that a document can hold</source>
        <translation>{value} 값은 문서에 담을 수 있는 수가 아닙니다</translation>
    </message>
    <message>
        <source>this key stands twice in one object</source>
        <translation>한 객체에 이 키가 두 번 있습니다</translation>
    </message>
    <message>
        <source>line {line}, column {column}: this is not JSON ({what})</source>
        <translation>{line}번째 줄 {column}번째 칸: JSON 형식이 아닙니다 ({what})</translation>
    </message>
    <message>
        <source>brackets are nested too deeply</source>
        <translation>괄호가 너무 깊이 겹쳐 있습니다</translation>
    </message>
    <message>
        <source>a text in it holds half a character, such as \ud800</source>
        <translation>\ud800처럼 글자의 반쪽만 든 문자열이 있습니다</translation>
    </message>
    <message>
        <source>a number in it has too many digits</source>
        <translation>자릿수가 너무 많은 수가 들어 있습니다</translation>
    </message>
    <message>
        <source>{name} has {size} bytes; a document has at most {most}</source>
        <translation>{name} 파일은 {size}바이트입니다. 문서는 {most}바이트까지 됩니다</translation>
    </message>
    <message>
        <source>{name} is not a text in UTF-8</source>
        <translation>{name} 파일은 UTF-8 텍스트가 아닙니다</translation>
    </message>
    <message>
        <source>{name} cannot be read: {why}</source>
        <translation>{name} 파일을 읽을 수 없습니다: {why}</translation>
    </message>
    <message>
        <source>{name} cannot be written: {why}</source>
        <translation>{name} 파일을 쓸 수 없습니다: {why}</translation>
    </message>
    <message>
        <source>it has no finite value in the box</source>
        <translation>범위 안에서 함수의 값이 유한한 곳이 없습니다</translation>
    </message>
    <message>
        <source>it is empty; type a function of x, or of x and y</source>
        <translation>비어 있습니다. x의 함수나 x와 y의 함수를 입력하세요</translation>
    </message>
    <message>
        <source>the ) in column {column} closes nothing</source>
        <translation>{column}번째 칸의 )에 짝이 되는 여는 괄호가 없습니다</translation>
    </message>
    <message>
        <source>column {column} is nested too deep; {allowed} levels are allowed</source>
        <translation>{column}번째 칸에서 식이 너무 깊이 겹칩니다. {allowed}단계까지 됩니다</translation>
    </message>
    <message>
        <source>it breaks off after column {column}; a number, x, y, a function or ( is expected</source>
        <translation>{column}번째 칸 뒤에서 끊겼습니다. 숫자, x, y, 함수 또는 여는 괄호 ( 가 와야 합니다</translation>
    </message>
    <message>
        <source>“{found}” stands in column {column}, where a number, x, y, a function or ( is expected</source>
        <translation>{column}번째 칸에 ‘{found}’ 기호가 있습니다. 여기에는 숫자, x, y, 함수 또는 여는 괄호 ( 가 와야 합니다</translation>
    </message>
    <message>
        <source>the ( in column {column} is not closed</source>
        <translation>{column}번째 칸의 여는 괄호가 닫히지 않았습니다</translation>
    </message>
    <message>
        <source>{found} in column {column} is too large; numbers up to {allowed} are allowed</source>
        <translation>{column}번째 칸의 수 {found}: 너무 큽니다. {allowed}까지 됩니다</translation>
    </message>
    <message>
        <source>{name} in column {column} takes its argument in parentheses, {name}(…)</source>
        <translation>{column}번째 칸의 {name} 함수에는 {name}(…)처럼 괄호로 인수를 적으세요</translation>
    </message>
    <message>
        <source>“{name}” in column {column} is not known; {names} are, and a product needs its *</source>
        <translation>{column}번째 칸의 ‘{name}’ 이름은 쓸 수 없습니다. 쓸 수 있는 이름: {names}. 곱셈에는 *를 적어야 합니다</translation>
    </message>
    <message>
        <source>an operator is missing before “{found}” in column {column}; a product needs its *, as in 2*x</source>
        <translation>{column}번째 칸의 ‘{found}’ 앞에 연산자가 없습니다. 곱셈은 2*x처럼 *를 적으세요</translation>
    </message>
    <message>
        <source>it is too long from column {column} on; {allowed} parts are allowed</source>
        <translation>{column}번째 칸부터 너무 깁니다. 요소는 {allowed}개까지 됩니다</translation>
    </message>
    <message>
        <source>{length} characters are too many; {allowed} are allowed</source>
        <translation>{length}자는 너무 깁니다. {allowed}자까지 됩니다</translation>
    </message>
    <message>
        <source>“{found}” in column {column} is not allowed; numbers, + - * / ^ ( ) and {names} are</source>
        <translation>{column}번째 칸의 ‘{found}’ 문자는 쓸 수 없습니다. 쓸 수 있는 것: 숫자, + - * / ^ ( ), {names}</translation>
    </message>
    <message>
        <source>{name} ends in neither .csv nor .npz</source>
        <translation>{name}: 파일 이름이 .csv나 .npz로 끝나야 합니다</translation>
    </message>
    <message>
        <source>data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>feature</source>
        <translation>특성</translation>
    </message>
    <message>
        <source>target</source>
        <translation>목표값</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>box</source>
        <translation>범위</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>잡음</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>표본 수</translation>
    </message>
    <message>
        <source>no</source>
        <translation>안 함</translation>
    </message>
    <message>
        <source>x only</source>
        <translation>x만</translation>
    </message>
    <message>
        <source>x and y</source>
        <translation>x와 y</translation>
    </message>
    <message>
        <source>linear regression</source>
        <translation>선형 회귀</translation>
    </message>
    <message>
        <source>standardize</source>
        <translation>표준화</translation>
    </message>
    <message>
        <source>logistic regression</source>
        <translation>로지스틱 회귀</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>landscape</source>
        <translation>함수 지형</translation>
    </message>
    <message>
        <source>function</source>
        <translation>함수</translation>
    </message>
    <message>
        <source>formula</source>
        <translation>수식</translation>
    </message>
    <message>
        <source>sides given: {found}; θ has {dim}</source>
        <translation>변이 {found}개인데 θ의 성분은 {dim}개입니다</translation>
    </message>
    <message>
        <source>{value} is not {dim} times [low, high], low &lt; high</source>
        <translation>[하한, 상한]이 {dim}개 필요하고 하한 &lt; 상한이어야 합니다. 지금은 {value}입니다</translation>
    </message>
    <message>
        <source>quintic with a flat inflection</source>
        <translation>5차 함수 (평탄한 변곡점)</translation>
    </message>
    <message>
        <source>parabola</source>
        <translation>포물선</translation>
    </message>
    <message>
        <source>quartic</source>
        <translation>4차 함수</translation>
    </message>
    <message>
        <source>double well</source>
        <translation>이중 우물</translation>
    </message>
    <message>
        <source>ripples on a parabola</source>
        <translation>물결치는 포물선</translation>
    </message>
    <message>
        <source>kinked bowl</source>
        <translation>꺾인 그릇</translation>
    </message>
    <message>
        <source>quadratic bowl</source>
        <translation>2차 함수 그릇</translation>
    </message>
    <message>
        <source>condition number</source>
        <translation>조건수</translation>
    </message>
    <message>
        <source>angle</source>
        <translation>각도</translation>
    </message>
    <message>
        <source>ravine</source>
        <translation>협곡</translation>
    </message>
    <message>
        <source>steepness of the walls</source>
        <translation>벽의 가파르기</translation>
    </message>
    <message>
        <source>strict saddle</source>
        <translation>좁은 뜻의 안장점</translation>
    </message>
    <message>
        <source>curvature upwards</source>
        <translation>오르막 곡률</translation>
    </message>
    <message>
        <source>curvature downwards</source>
        <translation>내리막 곡률</translation>
    </message>
    <message>
        <source>monkey saddle</source>
        <translation>원숭이 안장</translation>
    </message>
    <message>
        <source>Rosenbrock&apos;s valley</source>
        <translation>로젠브록 골짜기</translation>
    </message>
    <message>
        <source>Himmelblau&apos;s function</source>
        <translation>힘멜블라우 함수</translation>
    </message>
    <message>
        <source>Beale&apos;s function</source>
        <translation>빌 함수</translation>
    </message>
    <message>
        <source>catapult</source>
        <translation>투석기</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>tilt</source>
        <translation>기울임</translation>
    </message>
    <message>
        <source>curvature</source>
        <translation>곡률</translation>
    </message>
    <message>
        <source>local</source>
        <translation>국소</translation>
    </message>
    <message>
        <source>{value} is too few for noise; at least {least}</source>
        <translation>{value}개로는 잡음을 만들 수 없습니다. {least}개 이상 필요합니다</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>모멘텀</translation>
    </message>
    <message>
        <source>dampening</source>
        <translation>모멘텀 감쇠</translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation>가중치 감쇠</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>네스테로프</translation>
    </message>
    <message>
        <source>Nesterov needs a momentum above 0 and no dampening</source>
        <translation>네스테로프 방식은 모멘텀이 0보다 크고 모멘텀 감쇠가 0일 때만 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>{value} is not allowed; true or false is</source>
        <translation>{value} 값은 쓸 수 없습니다. true와 false만 됩니다</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>정수</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>{value} is not {what}</source>
        <translation>{value} 값은 쓸 수 없습니다. 필요한 것은 {what}입니다</translation>
    </message>
    <message>
        <source>{value} is out of range; allowed: {allowed}</source>
        <translation>{value} 값은 범위를 벗어납니다. 허용 범위: {allowed}</translation>
    </message>
    <message>
        <source>{value} is not allowed; one of these is: {allowed}</source>
        <translation>{value} 값은 쓸 수 없습니다. 쓸 수 있는 값: {allowed}</translation>
    </message>
    <message>
        <source>{name} takes no numbers</source>
        <translation>{name}에는 정할 값이 없습니다</translation>
    </message>
    <message>
        <source>{name} takes no such number; it takes {allowed}</source>
        <translation>{name}에는 이런 항목이 없습니다. 쓸 수 있는 항목: {allowed}</translation>
    </message>
    <message>
        <source>{value} is not known; one of these is: {allowed}</source>
        <translation>{value} 이름은 없습니다. 쓸 수 있는 이름: {allowed}</translation>
    </message>
    <message>
        <source>{column} cannot be both x and y</source>
        <translation>{column} 열을 x와 y에 함께 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>no x was chosen; it is {column}</source>
        <translation>x를 고르지 않아 {column} 열을 씁니다</translation>
    </message>
    <message>
        <source>no y was chosen; it is {column}</source>
        <translation>y를 고르지 않아 {column} 열을 씁니다</translation>
    </message>
    <message>
        <source>rows left out for a missing value: {count} of {all}</source>
        <translation>빠진 값이 있어 제외한 행: {all}개 중 {count}개</translation>
    </message>
    <message>
        <source>usable rows: {count}; at least 2 are needed</source>
        <translation>쓸 수 있는 행이 {count}개입니다. 2개 이상 필요합니다</translation>
    </message>
    <message>
        <source>{value} is no list of at least one column</source>
        <translation>열이 하나 이상 든 목록이 필요합니다. 지금은 {value}입니다</translation>
    </message>
    <message>
        <source>{column} is chosen twice</source>
        <translation>{column} 열을 두 번 골랐습니다</translation>
    </message>
    <message>
        <source>{value} is no column of the table; its columns are: {allowed}</source>
        <translation>표에 {value} 열이 없습니다. 표의 열: {allowed}</translation>
    </message>
    <message>
        <source>no column of numbers is left for {letter}; the columns are: {allowed}</source>
        <translation>{letter}에 쓸 숫자 열이 남아 있지 않습니다. 표의 열: {allowed}</translation>
    </message>
    <message>
        <source>no column has just two values; choose y and two values</source>
        <translation>값이 꼭 두 가지인 열이 없습니다. y와 그 두 값을 고르세요</translation>
    </message>
    <message>
        <source>column {column} is empty</source>
        <translation>{column} 열이 비어 있습니다</translation>
    </message>
    <message>
        <source>column {column}, line {line}: {cell} is not a number</source>
        <translation>{column} 열, {line}번째 줄: {cell} 값은 숫자가 아닙니다</translation>
    </message>
    <message>
        <source>two values are needed, but there are {count}: {values}; classes can name two of them</source>
        <translation>값이 두 가지여야 하는데 {count}가지입니다: {values}. 그중 둘을 classes에 적을 수 있습니다</translation>
    </message>
    <message>
        <source>{value} is not two different values of y</source>
        <translation>y의 서로 다른 값 두 개가 필요합니다. 지금은 {value}입니다</translation>
    </message>
    <message>
        <source>{value} is no value of y; its values are: {allowed}</source>
        <translation>y에 {value} 값이 없습니다. y의 값: {allowed}</translation>
    </message>
    <message>
        <source>{column} is {value} in every row and cannot be standardized</source>
        <translation>{column} 열은 모든 행의 값이 {value}이므로 표준화할 수 없습니다</translation>
    </message>
    <message>
        <source>{column} holds numbers too large or too close to standardize</source>
        <translation>{column} 열의 수들이 너무 크거나 서로 너무 가까워 표준화할 수 없습니다</translation>
    </message>
    <message>
        <source>{column} has a decimal comma: {cell} is {value}</source>
        <translation>{column} 열은 쉼표가 소수점입니다: {cell}의 값은 {value}입니다</translation>
    </message>
    <message>
        <source>values missing in {column}: {count}</source>
        <translation>{column} 열에서 빠진 값: {count}개</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>an Excel workbook or another packed document</source>
        <translation>엑셀 통합 문서나 그 밖의 묶음 문서</translation>
    </message>
    <message>
        <source>a compressed file</source>
        <translation>압축 파일</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>웹 페이지</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>PDF 문서</translation>
    </message>
    <message>
        <source>a Parquet file</source>
        <translation>Parquet 파일</translation>
    </message>
    <message>
        <source>{path} is a folder; a CSV file is needed</source>
        <translation>{path} 경로는 폴더입니다. CSV 파일이 필요합니다</translation>
    </message>
    <message>
        <source>there is no file {path}</source>
        <translation>{path} 파일이 없습니다</translation>
    </message>
    <message>
        <source>the file is larger than {limit} MB; please open a part of it</source>
        <translation>파일이 {limit} MB보다 큽니다. 일부만 담은 파일을 여세요</translation>
    </message>
    <message>
        <source>the file looks like {what}; please save the table as CSV</source>
        <translation>파일의 내용이 {what}인 것 같습니다. 표를 CSV로 저장하세요</translation>
    </message>
    <message>
        <source>the file is not in {encoding}; one of these may fit: {allowed}</source>
        <translation>파일의 인코딩은 {encoding} 방식이 아닙니다. 시도해 볼 인코딩: {allowed}</translation>
    </message>
    <message>
        <source>the file is not text; please save the table as CSV</source>
        <translation>텍스트 파일이 아닙니다. 표를 CSV로 저장하세요</translation>
    </message>
    <message>
        <source>Stopped at step {step}: J has no value where θ went.</source>
        <translation>스텝 {step}에서 멈췄습니다. θ가 간 곳에서는 J의 값이 없습니다.</translation>
    </message>
    <message>
        <source>Ran away at step {step}: J is unbounded below where θ went.</source>
        <translation>스텝 {step}에서 한없이 내려갔습니다. θ가 간 쪽에서는 J에 바닥이 없습니다.</translation>
    </message>
    <message>
        <source>Diverged at step {step}: η = {lr:.4g} is above 2/λ = {limit:.4g}.</source>
        <translation>스텝 {step}에서 발산했습니다. η = {lr:.4g} 값이 한계 2/λ = {limit:.4g}보다 큽니다.</translation>
    </message>
    <message>
        <source>Diverged at step {step}: η = {lr:.4g} is above {limit:.4g}, the limit of this optimizer where the curvature is λ = {curvature:.4g}.</source>
        <translation>스텝 {step}에서 발산했습니다. η = {lr:.4g} 값이 곡률 λ = {curvature:.4g}에서 이 옵티마이저의 한계인 {limit:.4g}보다 큽니다.</translation>
    </message>
    <message>
        <source>J is unbounded below here: there is no end to this way down.</source>
        <translation>여기서는 J에 바닥이 없습니다. 이 내리막은 끝나지 않습니다.</translation>
    </message>
    <message>
        <source>J grows without bound with η = {lr:.4g}.</source>
        <translation>η = {lr:.4g}에서 J가 한없이 커집니다.</translation>
    </message>
    <message>
        <source>J grows without bound: η = {lr:.4g} is above {limit:.4g}, the largest that is stable.</source>
        <translation>J가 한없이 커집니다. η = {lr:.4g} 값이 안정한 한계 {limit:.4g}보다 큽니다.</translation>
    </message>
    <message>
        <source>Diverged at step {step}: with η = {lr:.4g} θ or a batch&apos;s loss grew without bound.</source>
        <translation>스텝 {step}에서 발산했습니다. η = {lr:.4g}일 때 θ나 배치의 손실이 한없이 커졌습니다.</translation>
    </message>
    <message>
        <source>{value} is not a list of column names</source>
        <translation>열 이름의 목록이 필요합니다. 지금은 {value}입니다</translation>
    </message>
    <message>
        <source>{value} is not a list of two different values</source>
        <translation>서로 다른 값 두 개의 목록이 필요합니다. 지금은 {value}입니다</translation>
    </message>
    <message>
        <source>{value} is not a list of [low, high] for each dimension</source>
        <translation>차원마다 [하한, 상한]이 있는 목록이 필요합니다. 지금은 {value}입니다</translation>
    </message>
    <message>
        <source>{value} is not [low, high]</source>
        <translation>[하한, 상한]이 필요합니다. 지금은 {value}입니다</translation>
    </message>
    <message>
        <source>{value}: the first number must be below the second</source>
        <translation>{value}: 첫째 수가 둘째 수보다 작아야 합니다</translation>
    </message>
    <message>
        <source>{name} ends in neither .png nor .svg</source>
        <translation>{name}: 파일 이름이 .png나 .svg로 끝나야 합니다</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>표준편차</translation>
    </message>
    <message>
        <source>order</source>
        <translation>순서</translation>
    </message>
    <message>
        <source>method</source>
        <translation>방법</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>탭</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>쉼표</translation>
    </message>
    <message>
        <source>blanks</source>
        <translation>공백</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>세미콜론</translation>
    </message>
    <message>
        <source>vertical bar</source>
        <translation>세로줄</translation>
    </message>
    <message>
        <source>Only the first {steps} of {wanted} steps can be computed: a run holds no more.</source>
        <translation>{wanted}스텝 가운데 처음 {steps}스텝만 계산할 수 있습니다. 한 실행에 더는 담을 수 없습니다.</translation>
    </message>
    <message>
        <source>{value} is past the end; the last step is {last}</source>
        <translation>{value} 값은 끝을 넘습니다. 마지막 스텝은 {last}입니다</translation>
    </message>
    <message>
        <source>permission is denied</source>
        <translation>권한이 없습니다</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>그런 파일이나 폴더가 없습니다</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>폴더입니다</translation>
    </message>
    <message>
        <source>part of the path is no folder</source>
        <translation>경로 가운데에 폴더가 아닌 것이 있습니다</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>디스크가 가득 찼습니다</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>디스크가 읽기 전용입니다</translation>
    </message>
    <message>
        <source>the name is too long</source>
        <translation>이름이 너무 깁니다</translation>
    </message>
    <message>
        <source>a value is missing</source>
        <translation>값이 없음</translation>
    </message>
    <message>
        <source>a key in double quotes is missing</source>
        <translation>큰따옴표로 묶은 키가 없음</translation>
    </message>
    <message>
        <source>a colon is missing</source>
        <translation>콜론이 없음</translation>
    </message>
    <message>
        <source>a comma is missing</source>
        <translation>쉼표가 없음</translation>
    </message>
    <message>
        <source>a text is not closed</source>
        <translation>문자열이 닫히지 않음</translation>
    </message>
    <message>
        <source>there is more after the end</source>
        <translation>끝난 뒤에 내용이 더 있음</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>On a landscape: click or drag to choose the start; turn the wheel to zoom; drag with the right button to move the view; 0 shows all of it again.</source>
        <translation>손실 지형에서: 클릭하거나 끌어서 시작점을 고릅니다. 휠을 돌리면 확대하고 축소하며, 오른쪽 단추로 끌면 보는 곳이 움직이고, 0을 누르면 다시 전체를 봅니다.</translation>
    </message>
    <message>
        <source>On a canvas that has the focus, + and − zoom; on the chord, Tab chooses an end and the arrow keys move it.</source>
        <translation>초점이 놓인 캔버스에서는 +와 −로 확대하고 축소합니다. 현에서는 Tab으로 한쪽 끝을 고르고 화살표 키로 옮깁니다.</translation>
    </message>
    <message>
        <source>Drag a card by its header to lay it elsewhere; right-click the header for more.</source>
        <translation>카드의 머리를 끌면 다른 자리로 옮겨집니다. 머리를 오른쪽 클릭하면 다른 기능이 나옵니다.</translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation>키와 마우스</translation>
    </message>
    <message>
        <source>sgdviz {version} shows how stochastic gradient descent works: the landscape, the batches, the path, the chord.</source>
        <translation>sgdviz {version}: 확률적 경사하강법이 어떻게 움직이는지 손실 지형, 배치, 경로, 현으로 보여 줍니다.</translation>
    </message>
    <message>
        <source>It is free software (MIT) and stands on:</source>
        <translation>자유 소프트웨어(MIT)이며, 다음 위에 만들어졌습니다:</translation>
    </message>
    <message>
        <source>About sgdviz</source>
        <translation>sgdviz 정보</translation>
    </message>
</context>
<context>
    <name>menu</name>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>S&amp;tart page</source>
        <translation>시작 화면(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>열기(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;data…</source>
        <translation>데이터 열기(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>저장(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>다른 이름으로 저장(&amp;A)…</translation>
    </message>
    <message>
        <source>Export &amp;picture…</source>
        <translation>그림 내보내기(&amp;P)…</translation>
    </message>
    <message>
        <source>Export &amp;history…</source>
        <translation>기록 내보내기(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>Apply the last change &amp;from here on</source>
        <translation>마지막 변경을 여기서부터 적용(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New seed</source>
        <translation>새 시드(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>그림 복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>확대(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>축소(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Whole landscape</source>
        <translation>손실 지형 전체(&amp;W)</translation>
    </message>
    <message>
        <source>Zoom to the last &amp;epoch</source>
        <translation>마지막 에포크 확대(&amp;E)</translation>
    </message>
    <message>
        <source>Reduced &amp;motion</source>
        <translation>움직임 줄이기(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>전체 화면(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>화면 구성 되돌리기(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>실행(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>재생 또는 일시 정지(&amp;P)</translation>
    </message>
    <message>
        <source>One &amp;step on</source>
        <translation>한 스텝 앞으로(&amp;S)</translation>
    </message>
    <message>
        <source>One step &amp;back</source>
        <translation>한 스텝 뒤로(&amp;B)</translation>
    </message>
    <message>
        <source>One &amp;epoch on</source>
        <translation>한 에포크 앞으로(&amp;E)</translation>
    </message>
    <message>
        <source>One epoch b&amp;ack</source>
        <translation>한 에포크 뒤로(&amp;A)</translation>
    </message>
    <message>
        <source>To the s&amp;tart</source>
        <translation>처음으로(&amp;T)</translation>
    </message>
    <message>
        <source>To the e&amp;nd</source>
        <translation>끝으로(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Faster</source>
        <translation>더 빠르게(&amp;F)</translation>
    </message>
    <message>
        <source>S&amp;lower</source>
        <translation>더 느리게(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Watch the next run</source>
        <translation>다음 실행 보기(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>단축키(&amp;K)</translation>
    </message>
    <message>
        <source>Open the &amp;log</source>
        <translation>로그 열기(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;About sgdviz</source>
        <translation>sgdviz 정보(&amp;A)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>최근 파일 열기(&amp;R)</translation>
    </message>
    <message>
        <source>E&amp;xhibits</source>
        <translation>전시(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Canvases</source>
        <translation>캔버스(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>테마(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>언어(&amp;L)</translation>
    </message>
    <message>
        <source>Like the &amp;system</source>
        <translation>시스템 설정대로(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>밝게(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>어둡게(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Projector</source>
        <translation>프로젝터(&amp;P)</translation>
    </message>
</context>
<context>
    <name>runs</name>
    <message>
        <source>run {number}</source>
        <translation>실행 {number}</translation>
    </message>
</context>
</TS>
