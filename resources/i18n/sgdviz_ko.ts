<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name>AtlasView</name>
    <message>
        <source>coarse, {share} %</source>
        <translation>성긴 지도, {share} %</translation>
    </message>
    <message>
        <source>refined, {share} %</source>
        <translation>촘촘한 지도, {share} %</translation>
    </message>
    <message>
        <source>begins …</source>
        <translation>시작합니다…</translation>
    </message>
    <message>
        <source>A click opens the run of a pixel. The map adds up in another order: where runs are chaotic, the one that opens may end elsewhere.</source>
        <translation>칸을 클릭하면 그 칸의 실행이 열립니다. 지도는 수를 더하는 순서가 달라서, 실행이 혼돈스러운 곳에서는 열린 실행이 다른 곳에서 끝날 수 있습니다.</translation>
    </message>
    <message>
        <source>arrives at step {low}</source>
        <translation>도착한 스텝 {low}</translation>
    </message>
    <message>
        <source>diverges</source>
        <translation>발산</translation>
    </message>
    <message>
        <source>at no minimum</source>
        <translation>최소점에 못 이름</translation>
    </message>
    <message>
        <source>{last}, logarithmic</source>
        <translation>{last}, 로그 눈금</translation>
    </message>
    <message>
        <source>minimum {point}</source>
        <translation>최소점 {point}</translation>
    </message>
    <message>
        <source>flat point {point}</source>
        <translation>평탄한 점 {point}</translation>
    </message>
    <message>
        <source>not computed yet</source>
        <translation>아직 계산하지 않았습니다</translation>
    </message>
    <message>
        <source>diverges after step {step}</source>
        <translation>스텝 {step} 뒤에 발산합니다</translation>
    </message>
    <message>
        <source>is at no minimum by step {step}</source>
        <translation>스텝 {step}까지 최소점에 이르지 못했습니다</translation>
    </message>
    <message>
        <source>reaches the minimum at {point} at step {step}</source>
        <translation>스텝 {step}에서 최소점 {point}에 이릅니다</translation>
    </message>
    <message>
        <source>comes to the flat point at {point} at step {step}</source>
        <translation>스텝 {step}에서 평탄한 점 {point}에 이릅니다</translation>
    </message>
</context>
<context>
    <name>AuditDialog</name>
    <message>
        <source>Check the numbers</source>
        <translation>수치 검사</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>성립</translation>
    </message>
    <message>
        <source>does not hold</source>
        <translation>성립하지 않음</translation>
    </message>
    <message>
        <source>no verdict</source>
        <translation>판정 없음</translation>
    </message>
    <message>
        <source>Something went wrong in the program; the checks below were made before.</source>
        <translation>프로그램에 문제가 생겼습니다. 아래 검사는 그 전에 마친 것입니다.</translation>
    </message>
    <message>
        <source>Checks that do not hold: {failed} of {applied}.</source>
        <translation>성립하지 않는 검사: {applied}개 중 {failed}개.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>검사하는 중…</translation>
    </message>
    <message>
        <source>All {applied} checks that apply hold.</source>
        <translation>해당하는 검사 {applied}개가 모두 성립합니다.</translation>
    </message>
</context>
<context>
    <name>BasinsView</name>
    <message>
        <source>Basins</source>
        <translation>끌림 영역</translation>
    </message>
    <message>
        <source>the minimum that each start reaches, with each $η$</source>
        <translation>출발점과 $η$마다 이르는 최소점</translation>
    </message>
    <message>
        <source>the minimum that each start reaches</source>
        <translation>출발점마다 이르는 최소점</translation>
    </message>
    <message>
        <source>start</source>
        <translation>시작점</translation>
    </message>
    <message>
        <source>from {start} with $η$ = {rate}</source>
        <translation>출발 {start}, $η$ = {rate}</translation>
    </message>
    <message>
        <source>from {start}</source>
        <translation>출발 {start}</translation>
    </message>
</context>
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
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln행</numerusform>
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
        <source>the chord is being tested</source>
        <translation>현을 검사하고 있습니다</translation>
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
    <name>CloudView</name>
    <message>
        <source>Cloud of runs</source>
        <translation>실행 구름</translation>
    </message>
    <message>
        <source>No runs go beside the watched one.</source>
        <translation>보고 있는 실행과 함께 가는 실행이 없습니다.</translation>
    </message>
    <message>
        <source>Show 1,000</source>
        <translation>1,000개 보이기</translation>
    </message>
    <message>
        <source>All {runs} runs have diverged: the first after step {first}, the last after step {last}.</source>
        <translation>실행 {runs}개가 모두 발산했습니다. 처음은 스텝 {first}, 마지막은 스텝 {last} 뒤입니다.</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>실행 수</translation>
    </message>
    <message>
        <source>median of the others</source>
        <translation>나머지의 중앙값</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>평균</translation>
    </message>
    <message>
        <source>minimum</source>
        <translation>최소점</translation>
    </message>
    <message>
        <source>flat point</source>
        <translation>평탄한 점</translation>
    </message>
    <message>
        <source>start {start}</source>
        <translation>시작점 {start}</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>시드 {seed}</translation>
    </message>
    <message>
        <source>this bar: {runs} of {all} runs</source>
        <translation>이 막대: 실행 {all}개 중 {runs}개</translation>
    </message>
    <message>
        <source>the watched run</source>
        <translation>보고 있는 실행</translation>
    </message>
    <message>
        <source>Where the runs of the cloud are. Shift and an arrow key read one, and Return watches it, as a click does.</source>
        <translation>구름의 실행들이 있는 곳입니다. Shift와 화살표 키로 실행을 하나씩 읽고, Return 키를 누르거나 클릭하면 그 실행을 봅니다.</translation>
    </message>
    <message>
        <source>← {runs} to the left</source>
        <translation>← 왼쪽에 {runs}개</translation>
    </message>
    <message>
        <source>{runs} to the right →</source>
        <translation>오른쪽에 {runs}개 →</translation>
    </message>
    <message>
        <source>theory</source>
        <translation>이론</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>theory: {percent} have passed the flat point</source>
        <translation>이론: 평탄한 점을 지난 실행 {percent}</translation>
    </message>
    <message>
        <source>has passed the flat point</source>
        <translation>평탄한 점 통과</translation>
    </message>
    <message>
        <source>has left the saddle</source>
        <translation>안장점 이탈</translation>
    </message>
    <message>
        <source>has reached a minimum</source>
        <translation>최소점 도달</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>발산</translation>
    </message>
    <message>
        <source>Half have escaped by epoch {half}.</source>
        <translation>{half}번째 에포크까지 절반이 빠져나갔습니다.</translation>
    </message>
    <message>
        <source>Half have arrived by epoch {half}.</source>
        <translation>{half}번째 에포크까지 절반이 이르렀습니다.</translation>
    </message>
    <message>
        <source>Half have escaped by epoch {half}, 95 % by epoch {most}.</source>
        <translation>{half}번째 에포크까지 절반이, {most}번째 에포크까지 95 %가 빠져나갔습니다.</translation>
    </message>
    <message>
        <source>Half have arrived by epoch {half}, 95 % by epoch {most}.</source>
        <translation>{half}번째 에포크까지 절반이, {most}번째 에포크까지 95 %가 이르렀습니다.</translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation>에포크 {epoch}</translation>
    </message>
    <message>
        <source>of independent batches whose noise is normal (Chapman–Kolmogorov equation)</source>
        <translation>배치가 서로 독립이고 잡음이 정규분포일 때(채프먼–콜모고로프 방정식)</translation>
    </message>
    <message>
        <source>no theory&apos;s line: it is for plain SGD that draws rows with replacement</source>
        <translation>이론 곡선 없음: 행을 복원 추출하는 기본 SGD에만 있음</translation>
    </message>
    <message>
        <source>How many runs have escaped, arrived or diverged by each epoch</source>
        <translation>에포크마다 빠져나가거나 이르거나 발산한 실행의 수</translation>
    </message>
</context>
<context>
    <name>CloudWords</name>
    <message>
        <source>The gradients are too large here, or have no value.</source>
        <translation>여기서는 기울기가 너무 크거나 값이 없습니다.</translation>
    </message>
    <message>
        <source>theory: {formula}</source>
        <translation>이론: {formula}</translation>
    </message>
    <message>
        <source>theory</source>
        <translation>이론</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>실측</translation>
    </message>
    <message>
        <source>measured = theory</source>
        <translation>실측 = 이론</translation>
    </message>
    <message numerus="yes">
        <source>mean of the %Ln left</source>
        <translation>
            <numerusform>남은 %Ln개의 평균</numerusform>
        </translation>
    </message>
    <message>
        <source>mean of these</source>
        <translation>이들의 평균</translation>
    </message>
    <message>
        <source>here a step raises $J$</source>
        <translation>이쪽으로 가면 $J$가 커집니다</translation>
    </message>
    <message>
        <source>here a step raises $J$, to first order</source>
        <translation>이쪽으로 가면 1차 근사로 $J$가 커집니다</translation>
    </message>
    <message>
        <source>here a step raises $J$, to second order</source>
        <translation>이쪽으로 가면 2차 근사로 $J$가 커집니다</translation>
    </message>
    <message>
        <source>coarse ground</source>
        <translation>거친 바탕</translation>
    </message>
    <message>
        <source>The batch is all {n} rows: its gradient is $∇J$, without noise.</source>
        <translation>배치가 {n}행 전체이므로 기울기는 잡음 없이 $∇J$입니다.</translation>
    </message>
    <message>
        <source>All rows have the same gradient here: batches have no noise.</source>
        <translation>여기서는 모든 행의 기울기가 같아 배치에 잡음이 없습니다.</translation>
    </message>
    <message>
        <source>All {count} draws of {size} of the {n} rows, with replacement; large: epoch {epoch}</source>
        <translation>{n}행에서 {size}행을 복원 추출하는 {count}가지 전부. 큰 점: 에포크 {epoch}</translation>
    </message>
    <message>
        <source>All {count} batches of {size} of the {n} rows; large: epoch {epoch}</source>
        <translation>{n}행에서 {size}행을 고르는 배치 {count}개 전부. 큰 점: 에포크 {epoch}</translation>
    </message>
    <message>
        <source>{shown} of the {count} batches of epoch {epoch}, all at this $θ$</source>
        <translation>에포크 {epoch}의 배치 {count}개 중 {shown}개, 모두 지금의 $θ$에서</translation>
    </message>
    <message>
        <source>The {count} batches of epoch {epoch}, drawn with replacement, all at this $θ$</source>
        <translation>에포크 {epoch}에서 복원 추출한 배치 {count}개, 모두 지금의 $θ$에서</translation>
    </message>
    <message>
        <source>The {count} batches of epoch {epoch}, all at this $θ$</source>
        <translation>에포크 {epoch}의 배치 {count}개, 모두 지금의 $θ$에서</translation>
    </message>
    <message>
        <source>with $η$ = {rate}</source>
        <translation>$η$ = {rate}</translation>
    </message>
    <message>
        <source>as plain SGD steps with $η$ = {rate}</source>
        <translation>기본 SGD 스텝, $η$ = {rate}</translation>
    </message>
    <message>
        <source>● Its step lowers $J$, {steps}</source>
        <translation>● 이 스텝은 $J$를 줄입니다({steps})</translation>
    </message>
    <message>
        <source>○ Its step raises $J$, {steps}</source>
        <translation>○ 이 스텝은 $J$를 키웁니다({steps})</translation>
    </message>
    <message>
        <source>● All {count} lower $J$, {steps}</source>
        <translation>● {count}개 모두 $J$를 줄입니다({steps})</translation>
    </message>
    <message>
        <source>○ All {count} raise $J$, {steps}</source>
        <translation>○ {count}개 모두 $J$를 키웁니다({steps})</translation>
    </message>
    <message>
        <source>● {lower} of {count} lower $J$, ○ {others} raise it, {steps}</source>
        <translation>● {count}개 중 {lower}개는 $J$를 줄이고 ○ {others}개는 키웁니다({steps})</translation>
    </message>
    <message>
        <source>Noise is {ratio} times the slope; critical batch size: {size}</source>
        <translation>잡음이 기울기의 {ratio}배입니다. 임계 배치 크기: {size}</translation>
    </message>
    <message>
        <source>The slope is {ratio} times the noise; critical batch size: {size}</source>
        <translation>기울기가 잡음의 {ratio}배입니다. 임계 배치 크기: {size}</translation>
    </message>
</context>
<context>
    <name>ColumnMenu</name>
    <message numerus="yes">
        <source>%Ln columns</source>
        <translation>
            <numerusform>열 %Ln개</numerusform>
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
        <source>What is on the {axis} axis</source>
        <translation>{axis}축에 놓을 것</translation>
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
    <name>Dial</name>
    <message>
        <source>monotone</source>
        <translation>단조</translation>
    </message>
    <message>
        <source>oscillates</source>
        <translation>진동</translation>
    </message>
    <message>
        <source>unstable</source>
        <translation>불안정</translation>
    </message>
    <message>
        <source>For the parabola that $J$ is near the present $θ$:</source>
        <translation>지금의 $θ$ 근처에서 $J$를 포물선으로 보면,</translation>
    </message>
    <message>
        <source>this optimizer</source>
        <translation>이 옵티마이저</translation>
    </message>
    <message>
        <source>this order</source>
        <translation>이 순서</translation>
    </message>
    <message>
        <source>No limit of this optimizer is known; these are plain descent&apos;s.</source>
        <translation>이 옵티마이저의 한계는 알려져 있지 않아 기본 경사하강법의 한계를 보입니다.</translation>
    </message>
    <message>
        <source>this optimizer shortens its steps itself: on a quadratic no learning rate is too large.</source>
        <translation>이 옵티마이저는 스스로 걸음을 줄이므로, 이차함수에서는 학습률이 아무리 커도 지나치지 않습니다.</translation>
    </message>
    <message>
        <source>the curvature is negative, so no learning rate makes this a place to settle.</source>
        <translation>곡률이 음수이므로 어떤 학습률로도 이곳에 머물지 않습니다.</translation>
    </message>
    <message>
        <source>a curvature is negative, so no learning rate makes this a place to settle.</source>
        <translation>음수인 곡률이 있으므로 어떤 학습률로도 이곳에 머물지 않습니다.</translation>
    </message>
    <message>
        <source>the curvature is zero and limits no learning rate.</source>
        <translation>곡률이 0이므로 학습률에 한계가 없습니다.</translation>
    </message>
    <message>
        <source>there is no curvature to tell a limit from.</source>
        <translation>곡률이 없어 한계를 알 수 없습니다.</translation>
    </message>
    <message>
        <source>$η$ = {rate} is at most $1/{curvature}$ = {low}: descent is monotone.</source>
        <translation>$η$ = {rate} 값이 $1/{curvature}$ = {low} 이하이므로 단조 감소합니다.</translation>
    </message>
    <message>
        <source>$η$ = {rate} is between $1/{curvature}$ = {low} and $2/{curvature}$ = {high}: descent oscillates, yet shrinks.</source>
        <translation>$η$ = {rate} 값이 $1/{curvature}$ = {low}보다 크고 $2/{curvature}$ = {high}보다 작으므로 진동하면서 줄어듭니다.</translation>
    </message>
    <message>
        <source>$η$ = {rate} is not below $2/{curvature}$ = {high}: descent is unstable.</source>
        <translation>$η$ = {rate} 값이 $2/{curvature}$ = {high} 이상이므로 불안정합니다.</translation>
    </message>
    <message>
        <source>$η$ = {rate} is at most {low}: with this optimizer descent is monotone.</source>
        <translation>$η$ = {rate} 값이 {low} 이하이므로 이 옵티마이저로는 단조 감소합니다.</translation>
    </message>
    <message>
        <source>$η$ = {rate} is below {high}, the limit of this optimizer: descent oscillates, yet shrinks.</source>
        <translation>$η$ = {rate} 값이 이 옵티마이저의 한계인 {high}보다 작으므로 진동하면서 줄어듭니다.</translation>
    </message>
    <message>
        <source>$η$ = {rate} is not below {high}, the limit of this optimizer: descent is unstable.</source>
        <translation>$η$ = {rate} 값이 이 옵티마이저의 한계인 {high} 이상이므로 불안정합니다.</translation>
    </message>
    <message>
        <source>The limit of batches of {size}, always in this order, is {limit}.</source>
        <translation>크기가 {size}인 배치가 늘 이 순서로 올 때의 한계는 {limit}입니다.</translation>
    </message>
    <message>
        <source>But it is not below {limit}, the limit of batches of {size}, always in this order.</source>
        <translation>그러나 크기가 {size}인 배치가 늘 이 순서로 올 때의 한계인 {limit} 이상입니다.</translation>
    </message>
    <message>
        <source>The mean-square limit of SGD with batches of {size} is {limit}.</source>
        <translation>배치 크기가 {size}인 SGD의 평균제곱 한계는 {limit}입니다.</translation>
    </message>
    <message>
        <source>But it is not below {limit}, the mean-square limit of SGD with batches of {size}.</source>
        <translation>그러나 배치 크기가 {size}인 SGD의 평균제곱 한계인 {limit} 이상입니다.</translation>
    </message>
    <message>
        <source>Below the limit of this order an epoch of these batches brings $θ$ nearer to where it settles.</source>
        <translation>이 순서의 한계보다 작으면 이 배치들로 한 에포크를 돌 때마다 $θ$가 머물 곳에 가까워집니다.</translation>
    </message>
    <message>
        <source>Below the mean-square limit the mean square of the distance to the minimum shrinks if all rows agree there; if they do not, it stays bounded.</source>
        <translation>평균제곱 한계보다 작으면 최소점까지의 거리의 평균제곱은, 모든 행이 최소점에서 일치할 때는 줄어들고 일치하지 않을 때는 일정한 크기를 넘지 않습니다.</translation>
    </message>
    <message>
        <source>It is for batches that are each drawn from all rows; those of one epoch share no row.</source>
        <translation>배치를 매번 전체 행에서 뽑을 때의 값입니다. 실제로는 한 에포크의 배치들이 서로 겹치지 않습니다.</translation>
    </message>
    <message>
        <source>Learning rate and its limits</source>
        <translation>학습률과 그 한계</translation>
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
    <message>
        <source>{name} is written.</source>
        <translation>썼습니다: {name}</translation>
    </message>
</context>
<context>
    <name>FlatView</name>
    <message>
        <source>Stationary point</source>
        <translation>임계점</translation>
    </message>
    <message>
        <source>the nearest</source>
        <translation>가장 가까운 점</translation>
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
        <source>strict saddle</source>
        <translation>좁은 뜻의 안장점</translation>
    </message>
    <message>
        <source>flat point</source>
        <translation>평탄한 점</translation>
    </message>
    <message>
        <source>distances of the runs; theory&apos;s line is for plain descent at one $η$</source>
        <translation>실행별 임계점까지의 거리. 이론선은 $η$가 일정한 기본 경사하강법의 것</translation>
    </message>
    <message>
        <source>distances of the runs</source>
        <translation>실행별 임계점까지의 거리</translation>
    </message>
    <message>
        <source>descent creeps: no factor, a power of the steps</source>
        <translation>점점 느려집니다. 거리가 스텝 수의 거듭제곱꼴로 줄어듭니다</translation>
    </message>
    <message>
        <source>near it the full batch stretches the way out tenfold in {steps} steps</source>
        <translation>이 점 근처에서 전체 배치의 거리는 {steps}스텝마다 10배로 늘어납니다</translation>
    </message>
    <message>
        <source>$η$ is too large: the full batch comes no nearer</source>
        <translation>$η$가 너무 커서 전체 배치가 가까워지지 않습니다</translation>
    </message>
    <message>
        <source>near it the full batch brings the distance to a tenth in {steps} steps</source>
        <translation>이 점 근처에서 전체 배치의 거리는 {steps}스텝마다 10분의 1로 줄어듭니다</translation>
    </message>
    <message>
        <source>minimum at a kink</source>
        <translation>꺾인 곳의 최소점</translation>
    </message>
    <message>
        <source>maximum at a kink</source>
        <translation>꺾인 곳의 극대점</translation>
    </message>
    <message>
        <source>flat inflection (degenerate)</source>
        <translation>평탄한 변곡점(퇴화)</translation>
    </message>
    <message>
        <source>degenerate</source>
        <translation>퇴화점</translation>
    </message>
    <message>
        <source>distances up to step {step}; the rest is being filled in</source>
        <translation>거리는 스텝 {step}까지 계산됨, 나머지는 채우는 중</translation>
    </message>
    <message>
        <source>no stationary point was found near the run</source>
        <translation>실행 근처에서 임계점을 찾지 못했습니다</translation>
    </message>
    <message>
        <source>a stationary point is being looked for</source>
        <translation>임계점을 찾고 있습니다</translation>
    </message>
    <message>
        <source>right of it</source>
        <translation>오른쪽</translation>
    </message>
    <message>
        <source>left of it</source>
        <translation>왼쪽</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>스텝 {step}</translation>
    </message>
    <message>
        <source>Distances to a stationary point against steps</source>
        <translation>스텝에 따른 임계점까지의 거리</translation>
    </message>
    <message>
        <source>The point whose distance is shown</source>
        <translation>거리를 잴 점</translation>
    </message>
    <message>
        <source>step</source>
        <translation>스텝</translation>
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
        <source>Learning rate schedule</source>
        <translation>학습률 스케줄</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작점</translation>
    </message>
    <message>
        <source>Averages</source>
        <translation>평균</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>구름</translation>
    </message>
    <message>
        <source>{group} of the run {name}</source>
        <translation>실행 ‘{name}’의 {group}</translation>
    </message>
    <message>
        <source>Uses all rows: every step is an epoch.</source>
        <translation>모든 행을 쓰므로 한 스텝이 한 에포크입니다.</translation>
    </message>
    <message>
        <source>of {n} rows</source>
        <translation>전체 {n}행 중</translation>
    </message>
    <message numerus="yes">
        <source>%Ln draws with replacement are not all rows: this is no full batch.</source>
        <translation>
            <numerusform>복원 추출로 %Ln번 뽑아도 모든 행이 나오지는 않습니다. 전체 배치가 아닙니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln rows: full batch</source>
        <translation>
            <numerusform>%Ln행 전체: 전체 배치</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FormulaEditor</name>
    <message>
        <source>Nothing was typed yet</source>
        <translation>아직 입력한 식이 없습니다</translation>
    </message>
    <message>
        <source>What was typed before</source>
        <translation>전에 입력한 식</translation>
    </message>
</context>
<context>
    <name>LandscapeView</name>
    <message>
        <source>Landscape</source>
        <translation>손실 지형</translation>
    </message>
    <message numerus="yes">
        <source>all %Ln rows</source>
        <translation>
            <numerusform>%Ln행 전체</numerusform>
        </translation>
    </message>
    <message>
        <source>the plane of the path&apos;s principal directions</source>
        <translation>경로의 주성분 평면</translation>
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
        <source>minima of %Ln of the other {batches} batches</source>
        <translation>
            <numerusform>다른 배치 {batches}개 가운데 %Ln개의 최소점</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>minima of the other %Ln batches</source>
        <translation>
            <numerusform>다른 배치 %Ln개의 최소점</numerusform>
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
        <source>lowest minimum</source>
        <translation>가장 낮은 최소점</translation>
    </message>
    <message>
        <source>minimum at a kink</source>
        <translation>꺾인 곳의 최소점</translation>
    </message>
    <message>
        <source>minimum of $J_B$</source>
        <translation>$J_B$의 최소점</translation>
    </message>
    <message>
        <source>coarse so far</source>
        <translation>아직 거친 그림</translation>
    </message>
    <message>
        <source>{share} near it</source>
        <translation>부근에 {share}</translation>
    </message>
    <message>
        <source>off the plane by {away} (median)</source>
        <translation>평면에서 {away} 떨어짐(중앙값)</translation>
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
        <source>minimum at a kink</source>
        <translation>꺾인 곳의 최소점</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>극대점</translation>
    </message>
    <message>
        <source>maximum at a kink</source>
        <translation>꺾인 곳의 극대점</translation>
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
    <name>Naming</name>
    <message>
        <source>all {count} rows</source>
        <translation>전체 {count}행</translation>
    </message>
    <message>
        <source>this batch: {count}</source>
        <translation>이 배치: {count}행</translation>
    </message>
    <message>
        <source>All rows of this function are the same: choose a noise to tell them apart</source>
        <translation>이 함수는 모든 행이 같습니다. 잡음을 고르면 행마다 달라집니다</translation>
    </message>
</context>
<context>
    <name>NoiseView</name>
    <message>
        <source>Batch noise</source>
        <translation>배치 잡음</translation>
    </message>
    <message>
        <source>along $−∇J$</source>
        <translation>$−∇J$ 방향</translation>
    </message>
    <message>
        <source>across</source>
        <translation>수직 방향</translation>
    </message>
    <message>
        <source>lower $J$</source>
        <translation>$J$ 감소</translation>
    </message>
    <message>
        <source>real $J$</source>
        <translation>실제 $J$</translation>
    </message>
    <message>
        <source>end to end $J$</source>
        <translation>이어 붙인 $J$</translation>
    </message>
    <message>
        <source>full $J$</source>
        <translation>전체 배치 $J$</translation>
    </message>
    <message>
        <source>batch {batch} of {batches}</source>
        <translation>배치 {batch} / {batches}</translation>
    </message>
    <message>
        <source>rows {rows}</source>
        <translation>행 {rows}</translation>
    </message>
    <message>
        <source>row {row}</source>
        <translation>행 {row}</translation>
    </message>
    <message>
        <source>its step: $J$ {before} → {after}</source>
        <translation>이 스텝: $J$ {before} → {after}</translation>
    </message>
    <message>
        <source>At step {step}; the next is being worked out.</source>
        <translation>스텝 {step}의 그림입니다. 다음 스텝을 계산하고 있습니다.</translation>
    </message>
    <message>
        <source>There is one row only: the gradient of every batch is $∇J$, without noise.</source>
        <translation>행이 하나뿐이므로 모든 배치의 기울기가 잡음 없이 $∇J$입니다.</translation>
    </message>
    <message>
        <source>The gradients of {n} rows are being worked out.</source>
        <translation>행 {n}개의 기울기를 계산하고 있습니다.</translation>
    </message>
    <message>
        <source>The gradient of every batch vanishes here.</source>
        <translation>여기서는 모든 배치의 기울기가 0입니다.</translation>
    </message>
    <message>
        <source>The gradients of batches about the gradient of all rows</source>
        <translation>전체 행의 기울기를 둘러싼 배치들의 기울기</translation>
    </message>
    <message>
        <source>cloud</source>
        <translation>구름</translation>
    </message>
    <message>
        <source>The batches&apos; gradients at this θ</source>
        <translation>지금의 θ에서 배치들의 기울기</translation>
    </message>
    <message>
        <source>end to end</source>
        <translation>이어 붙임</translation>
    </message>
    <message>
        <source>The steps of an epoch laid end to end</source>
        <translation>한 에포크의 스텝을 이어 붙인 것</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Step {goal} is not computed yet: {share} % of the way there is shown.</source>
        <translation>스텝 {goal}까지 계산하고 있습니다({share} %).</translation>
    </message>
    <message>
        <source>Drawn with replacement, even $n$ rows are not all rows: some come twice, others not at all.</source>
        <translation>복원 추출로는 $n$번 뽑아도 모든 행이 나오지 않습니다. 어떤 행은 두 번 나오고 어떤 행은 빠집니다.</translation>
    </message>
    <message>
        <source>Allow {memory}</source>
        <translation>{memory} 허용</translation>
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
        <source>$|∇J|$ = {size}, {percent} % of the start&apos;s: the stationary point nearby is a minimum.</source>
        <translation>$|∇J|$ = {size}, 시작점에서의 {percent}%입니다. 가까이에 있는 임계점은 최소점입니다.</translation>
    </message>
    <message>
        <source>$|∇J|$ = {size}, {percent} % of the start&apos;s: the stationary point nearby is a maximum.</source>
        <translation>$|∇J|$ = {size}, 시작점에서의 {percent}%입니다. 가까이에 있는 임계점은 극대점입니다.</translation>
    </message>
    <message>
        <source>$|∇J|$ = {size}, {percent} % of the start&apos;s: the stationary point nearby is a strict saddle, not a minimum.</source>
        <translation>$|∇J|$ = {size}, 시작점에서의 {percent}%입니다. 가까이에 있는 임계점은 최소점이 아니라 좁은 뜻의 안장점입니다.</translation>
    </message>
    <message>
        <source>$|∇J|$ = {size}, {percent} % of the start&apos;s: the stationary point nearby is degenerate, its curvature is zero too.</source>
        <translation>$|∇J|$ = {size}, 시작점에서의 {percent}%입니다. 가까이에 있는 임계점은 곡률도 0인 퇴화점입니다.</translation>
    </message>
    <message>
        <source>$|∇J|$ = {size}, {percent} % of the start&apos;s: the stationary point nearby is degenerate, one of its curvatures is zero.</source>
        <translation>$|∇J|$ = {size}, 시작점에서의 {percent}%입니다. 가까이에 있는 임계점은 곡률 하나가 0인 퇴화점입니다.</translation>
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
    <name>OverTime</name>
    <message>
        <source>step {step}</source>
        <translation>스텝 {step}</translation>
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
    <name>PathWords</name>
    <message>
        <source>Epoch {epoch} after {done} of {count} steps</source>
        <translation>에포크 {epoch}, {count}스텝 중 {done}스텝 뒤</translation>
    </message>
    <message>
        <source>Epoch {epoch} after {done} of {count} steps; full steps would take too long here</source>
        <translation>에포크 {epoch}, {count}스텝 중 {done}스텝 뒤. 전체 배치 스텝은 너무 오래 걸려 생략했습니다</translation>
    </message>
    <message>
        <source>The real epoch is the optimizer&apos;s; the other two are plain SGD steps.</source>
        <translation>실제 에포크는 이 옵티마이저의 것이고, 나머지 둘은 기본 SGD 스텝입니다.</translation>
    </message>
    <message>
        <source>one step of {count}$η$</source>
        <translation>{count}$η$짜리 한 스텝</translation>
    </message>
    <message>
        <source>one step of $Ση$</source>
        <translation>$Ση$짜리 한 스텝</translation>
    </message>
    <message>
        <source>end to end = {leap}</source>
        <translation>이어 붙임 = {leap}</translation>
    </message>
    <message>
        <source>end to end ≈ {leap}</source>
        <translation>이어 붙임 ≈ {leap}</translation>
    </message>
    <message>
        <source>start of the epoch</source>
        <translation>에포크의 시작</translation>
    </message>
    <message>
        <source>end to end</source>
        <translation>이어 붙임</translation>
    </message>
    <message>
        <source>{count} full steps</source>
        <translation>전체 배치 {count}스텝</translation>
    </message>
    <message>
        <source>the real epoch</source>
        <translation>실제 에포크</translation>
    </message>
    <message>
        <source>0 batches</source>
        <translation>배치 0개</translation>
    </message>
    <message>
        <source>coarse ground</source>
        <translation>거친 바탕</translation>
    </message>
    <message>
        <source>All gradients at the first $θ$, laid end to end, arrive where one large step on $J$ does.</source>
        <translation>처음 $θ$에서의 기울기를 모두 이어 붙이면 $J$에서 한 번에 크게 간 곳에 이릅니다.</translation>
    </message>
    <message>
        <source>Laid end to end they miss where one large step arrives: rows came twice or not at all.</source>
        <translation>이어 붙여도 한 번에 크게 간 곳에서 벗어납니다. 두 번 뽑히거나 뽑히지 않은 행이 있기 때문입니다.</translation>
    </message>
    <message>
        <source>Laid end to end they do not quite arrive where one large step does: the learning rate changes.</source>
        <translation>이어 붙여도 한 번에 크게 간 곳에 꼭 이르지는 않습니다. 학습률이 도중에 바뀌기 때문입니다.</translation>
    </message>
    <message>
        <source>Laid end to end they do not quite arrive where one large step does: the batches differ in size.</source>
        <translation>이어 붙여도 한 번에 크게 간 곳에 꼭 이르지는 않습니다. 배치의 크기가 서로 다르기 때문입니다.</translation>
    </message>
</context>
<context>
    <name>Patience</name>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
</context>
<context>
    <name>PlaneChoice</name>
    <message>
        <source>path</source>
        <translation>경로</translation>
    </message>
    <message>
        <source>The plane of the path, or the parameter along the horizontal axis</source>
        <translation>경로의 평면 또는 가로축의 매개변수</translation>
    </message>
    <message>
        <source>Parameter along the vertical axis</source>
        <translation>세로축의 매개변수</translation>
    </message>
</context>
<context>
    <name>PlaneWords</name>
    <message>
        <source>This plane shows {percent} % of the variance of the path so far.</source>
        <translation>이 평면은 지금까지 계산한 경로 분산의 {percent}%를 보여 줍니다.</translation>
    </message>
    <message>
        <source>This plane shows {percent} % of the path&apos;s variance.</source>
        <translation>이 평면은 경로 분산의 {percent}%를 보여 줍니다.</translation>
    </message>
    <message>
        <source>The ball lies on it.</source>
        <translation>공은 이 평면 위에 있습니다.</translation>
    </message>
    <message>
        <source>The ball is {away} away from it: ${symbol}$ = {there} there, {below} on the plane.</source>
        <translation>공은 {away} 벗어나 있습니다. 공에서 ${symbol}$ = {there}, 평면에서 {below}.</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>{memory}: {steps} steps</source>
        <translation>{memory}: {steps}스텝</translation>
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
    <name>RowWords</name>
    <message>
        <source>observed {name}</source>
        <translation>{name} 관측값</translation>
    </message>
    <message>
        <source>row $i$</source>
        <translation>행 $i$</translation>
    </message>
    <message>
        <source>predicted {name}</source>
        <translation>{name} 예측값</translation>
    </message>
    <message>
        <source>probability of {name}</source>
        <translation>{name}일 확률</translation>
    </message>
    <message>
        <source>{words}; one row in {count}</source>
        <translation>{words}; {count}행마다 하나씩</translation>
    </message>
    <message>
        <source>{words}; darker where more rows are</source>
        <translation>{words}; 짙을수록 행이 많습니다</translation>
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
        <source>{z} over {x} and {y}; the other features at their means</source>
        <translation>{x}, {y}에 따른 {z}, 다른 특성은 평균값으로</translation>
    </message>
    <message>
        <source>{z} over {x} and {y}</source>
        <translation>{x}, {y}에 따른 {z}</translation>
    </message>
    <message>
        <source>{y} against {x}; the other features at their means</source>
        <translation>{x}에 대한 {y}, 다른 특성은 평균값으로</translation>
    </message>
    <message>
        <source>{y} against {x}</source>
        <translation>{x}에 대한 {y}</translation>
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
        <source>best fit</source>
        <translation>최적 적합</translation>
    </message>
    <message>
        <source>least squares</source>
        <translation>최소제곱</translation>
    </message>
    <message>
        <source>fit at the minimum</source>
        <translation>최소점의 예측</translation>
    </message>
    <message>
        <source>fit at $θ$</source>
        <translation>$θ$의 예측</translation>
    </message>
    <message>
        <source>below the fit</source>
        <translation>예측보다 아래</translation>
    </message>
    <message>
        <source>above the fit</source>
        <translation>예측보다 위</translation>
    </message>
    <message>
        <source>row {row}, in this batch</source>
        <translation>행 {row}, 이 배치에 있음</translation>
    </message>
    <message>
        <source>row {row}</source>
        <translation>행 {row}</translation>
    </message>
</context>
<context>
    <name>SeedEditor</name>
    <message>
        <source>New seed</source>
        <translation>새 시드</translation>
    </message>
    <message>
        <source>New seed. The cloud goes along: all of its runs have these batches.</source>
        <translation>새 시드. 구름도 함께 바뀝니다. 구름의 실행은 모두 이 배치를 씁니다.</translation>
    </message>
    <message>
        <source>New seed. The cloud stays as it is: it has seeds of its own.</source>
        <translation>새 시드. 구름은 그대로입니다. 구름에는 자기 시드가 있습니다.</translation>
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
        <source>Examples</source>
        <translation>예제</translation>
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
    <name>SweepView</name>
    <message>
        <source>Sweep</source>
        <translation>격자 탐색</translation>
    </message>
    <message numerus="yes">
        <source>$η$ × $B$, %Ln steps each</source>
        <translation>
            <numerusform>$η$ × $B$, 각각 %Ln스텝</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>$η$ × $B$, %Ln epochs each</source>
        <translation>
            <numerusform>$η$ × $B$, 각각 %Ln에포크</numerusform>
        </translation>
    </message>
    <message>
        <source>diverges after step {last}</source>
        <translation>스텝 {last} 뒤에 발산합니다</translation>
    </message>
    <message>
        <source>now</source>
        <translation>지금</translation>
    </message>
    <message>
        <source>stable below</source>
        <translation>이 아래에서 안정</translation>
    </message>
    <message>
        <source>$J$ = {loss} at the end</source>
        <translation>끝에서 $J$ = {loss}</translation>
    </message>
    <message>
        <source>unstable: rounding may lead the run that opens elsewhere</source>
        <translation>불안정: 반올림 때문에 열린 실행이 다른 곳으로 갈 수 있습니다</translation>
    </message>
    <message>
        <source>arrival</source>
        <translation>도착</translation>
    </message>
    <message>
        <source>Where the run arrives, and at which step</source>
        <translation>실행이 이르는 곳과 그 스텝</translation>
    </message>
    <message>
        <source>divergence</source>
        <translation>발산</translation>
    </message>
    <message>
        <source>At which step the run diverges</source>
        <translation>실행이 발산하는 스텝</translation>
    </message>
    <message>
        <source>final J</source>
        <translation>마지막 J</translation>
    </message>
    <message>
        <source>J at the end of the run</source>
        <translation>실행이 끝날 때의 J</translation>
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
        <source>ended at step {step}</source>
        <translation>스텝 {step}에서 끝남</translation>
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
    <name>UpdateView</name>
    <message>
        <source>Update</source>
        <translation>갱신</translation>
    </message>
    <message>
        <source>{shown} of {all} coordinates</source>
        <translation>좌표 {all}개 중 {shown}개</translation>
    </message>
    <message>
        <source>{method}, from $θ_{before}$ to $θ_{after}$</source>
        <translation>{method}, $θ_{before}$에서 $θ_{after}$까지</translation>
    </message>
    <message>
        <source>gradient of all rows</source>
        <translation>전체 행의 기울기</translation>
    </message>
    <message>
        <source>gradient of the batch</source>
        <translation>배치의 기울기</translation>
    </message>
    <message>
        <source>before</source>
        <translation>갱신 전</translation>
    </message>
    <message>
        <source>gradient as taken</source>
        <translation>적용한 기울기</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>after</source>
        <translation>갱신 후</translation>
    </message>
</context>
<context>
    <name>Writing</name>
    <message>
        <source>Export history</source>
        <translation>기록 내보내기</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>{name} 쓰는 중</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>cloud</name>
    <message>
        <source>{runs} runs, float32</source>
        <translation>실행 {runs}개, float32</translation>
    </message>
    <message>
        <source>{runs} diverged</source>
        <translation>{runs}개 발산</translation>
    </message>
    <message>
        <source>at step {step}</source>
        <translation>스텝 {step}에서</translation>
    </message>
    <message>
        <source>about {count} s to go</source>
        <translation>약 {count}초 남음</translation>
    </message>
    <message>
        <source>about {count} min to go</source>
        <translation>약 {count}분 남음</translation>
    </message>
    <message>
        <source>about {count} h to go</source>
        <translation>약 {count}시간 남음</translation>
    </message>
    <message>
        <source>mean of the cloud, 10–90 %</source>
        <translation>구름의 평균, 10–90 %</translation>
    </message>
    <message>
        <source>median of the cloud, 10–90 %</source>
        <translation>구름의 중앙값, 10–90 %</translation>
    </message>
    <message>
        <source>theory&apos;s mean</source>
        <translation>이론의 평균</translation>
    </message>
    <message>
        <source>cloud</source>
        <translation>구름</translation>
    </message>
    <message>
        <source>mean of the cloud to step {step}</source>
        <translation>스텝 {step}까지 구름의 평균</translation>
    </message>
    <message>
        <source>median of the cloud to step {step}</source>
        <translation>스텝 {step}까지 구름의 중앙값</translation>
    </message>
    <message>
        <source>cloud to step {step}</source>
        <translation>스텝 {step}까지의 구름</translation>
    </message>
    <message>
        <source>theory</source>
        <translation>이론</translation>
    </message>
    <message>
        <source>{runs} runs: median $J$ = {mean}, 10–90 %: {low} to {high}</source>
        <translation>실행 {runs}개: 중앙값 $J$ = {mean}, 10–90 %: {low}에서 {high}</translation>
    </message>
    <message>
        <source>{runs} runs: mean $J$ = {mean}, 10–90 %: {low} to {high}</source>
        <translation>실행 {runs}개: $J$의 평균 {mean}, 10–90 %: {low}부터 {high}까지</translation>
    </message>
    <message>
        <source>{runs} of them diverged, so a mean would say nothing</source>
        <translation>그중 {runs}개가 발산하여 평균은 뜻이 없습니다</translation>
    </message>
    <message>
        <source>theory: E $J$ = {mean}, exact for independent batches of a quadratic</source>
        <translation>이론: E $J$ = {mean}. 이차 함수와 서로 독립인 배치에서 정확함</translation>
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
        <source>Reading {name}</source>
        <translation>{name} 읽는 중</translation>
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
        <source>{value} is not two different parameters</source>
        <translation>서로 다른 매개변수 두 개가 필요합니다. 지금은 {value}입니다</translation>
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
        <source>Putting all rows in order</source>
        <translation>모든 행의 순서를 정하는 중</translation>
    </message>
    <message>
        <source>the seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>the start</source>
        <translation>출발점</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>실행 수</translation>
    </message>
    <message>
        <source>differ in</source>
        <translation>다르게 할 것</translation>
    </message>
    <message>
        <source>spread, share of the box</source>
        <translation>퍼짐(상자에 대한 비율)</translation>
    </message>
    <message>
        <source>first seed</source>
        <translation>첫 시드</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>중심</translation>
    </message>
    <message>
        <source>cloud of runs</source>
        <translation>실행 구름</translation>
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
        <source>no parameter has the name {value}; θ has {dim}: {names}</source>
        <translation>이름이 {value}인 매개변수가 없습니다. θ의 성분 {dim}개: {names}</translation>
    </message>
    <message>
        <source>J has no finite value at {value}; choose a start where the model has one, or standardize</source>
        <translation>시작점 {value}에서 J의 값이 유한하지 않습니다. 모델의 값이 유한한 시작점을 고르거나 데이터를 표준화하세요</translation>
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
        <source>column {column} is nested too deep; {allowed} levels are allowed</source>
        <translation>{column}번째 칸에서 식이 너무 깊이 겹칩니다. {allowed}단계까지 됩니다</translation>
    </message>
    <message>
        <source>it is empty; type a function of {variables}</source>
        <translation>비어 있습니다. {variables}의 함수를 입력하세요</translation>
    </message>
    <message>
        <source>the {sign} in column {column} closes nothing</source>
        <translation>{column}번째 칸의 {sign} 기호에 짝이 되는 여는 기호가 없습니다</translation>
    </message>
    <message>
        <source>in column {column} a power is raised again; parentheses say what is meant, as in (x^2)^3</source>
        <translation>{column}번째 칸에서 거듭제곱을 다시 거듭제곱합니다. (x^2)^3처럼 괄호로 뜻을 밝히세요</translation>
    </message>
    <message>
        <source>it breaks off after column {column}; a number, {variables}, a function or ( is expected</source>
        <translation>{column}번째 칸 뒤에서 끊겼습니다. 숫자, {variables}, 함수 또는 여는 괄호 ( 가 와야 합니다</translation>
    </message>
    <message>
        <source>“{found}” stands in column {column}, where a number, {variables}, a function or ( is expected</source>
        <translation>{column}번째 칸에 ‘{found}’ 기호가 있습니다. 여기에는 숫자, {variables}, 함수 또는 여는 괄호 ( 가 와야 합니다</translation>
    </message>
    <message>
        <source>the {sign} in column {column} is not closed</source>
        <translation>{column}번째 칸의 {sign} 기호가 닫히지 않았습니다</translation>
    </message>
    <message>
        <source>{name} in column {column} takes two arguments or more, {name}(…, …)</source>
        <translation>{column}번째 칸의 {name} 함수에는 {name}(…, …)처럼 인수를 둘 이상 적으세요</translation>
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
        <source>“{name}” in column {column} is not known; a product needs its *, as in {product}</source>
        <translation>{column}번째 칸의 ‘{name}’ 이름은 쓸 수 없습니다. 곱셈은 {product} 꼴로 *를 적으세요</translation>
    </message>
    <message>
        <source>“{name}” in column {column} is not known; {meant} is</source>
        <translation>{column}번째 칸의 ‘{name}’ 이름은 쓸 수 없습니다. {meant} 이름은 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>“{name}” in column {column} is not known; {names} are</source>
        <translation>{column}번째 칸의 ‘{name}’ 이름은 쓸 수 없습니다. 쓸 수 있는 이름: {names}</translation>
    </message>
    <message>
        <source>an operator is missing before “{found}” in column {column}; a product needs its *, as in 2*x</source>
        <translation>{column}번째 칸의 ‘{found}’ 앞에 연산자가 없습니다. 곱셈은 2*x처럼 *를 적으세요</translation>
    </message>
    <message>
        <source>the , in column {column} separates nothing; a decimal point is a dot, and only {names} take several arguments</source>
        <translation>{column}번째 칸의 쉼표로 나눌 것이 없습니다. 소수점은 점(.)이고, 인수를 여럿 받는 함수는 {names}뿐입니다</translation>
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
        <source>“{found}” in column {column} is the letter {name} and only looks like {meant}; type {meant} in its place</source>
        <translation>{column}번째 칸의 ‘{found}’ 문자는 {name}입니다. {meant} 문자와 닮았을 뿐이니 {meant} 문자로 바꾸세요</translation>
    </message>
    <message>
        <source>a stray character stands in column {column}, {name}; delete it</source>
        <translation>{column}번째 칸에 보이지 않거나 홀로 쓸 수 없는 문자가 있습니다({name}). 지우세요</translation>
    </message>
    <message>
        <source>“=” in column {column} is not allowed; type the right side of the equation alone</source>
        <translation>{column}번째 칸의 ‘=’ 기호는 쓸 수 없습니다. 등식의 오른쪽만 적으세요</translation>
    </message>
    <message>
        <source>“{found}” in column {column} is not allowed; numbers, names, + - * / ^ ( ) and | | are</source>
        <translation>{column}번째 칸의 ‘{found}’ 문자는 쓸 수 없습니다. 쓸 수 있는 것: 숫자, 이름, + - * / ^ ( ) | |</translation>
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
        <source>loss</source>
        <translation>손실 함수</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>문턱값</translation>
    </message>
    <message>
        <source>linear regression</source>
        <translation>선형 회귀</translation>
    </message>
    <message>
        <source>polynomial regression</source>
        <translation>다항 회귀</translation>
    </message>
    <message>
        <source>degree</source>
        <translation>차수</translation>
    </message>
    <message>
        <source>typed model</source>
        <translation>직접 입력한 모델</translation>
    </message>
    <message>
        <source>model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>one neuron</source>
        <translation>뉴런 하나</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>활성화 함수</translation>
    </message>
    <message>
        <source>two weights in a row</source>
        <translation>이어진 두 가중치</translation>
    </message>
    <message>
        <source>network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>hidden units</source>
        <translation>은닉 유닛</translation>
    </message>
    <message>
        <source>initial weights</source>
        <translation>초기 가중치</translation>
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
        <source>Descent from the left comes to rest at a flat inflection, where the slope is zero and nothing is minimal: $f&apos;=(x+1.5)^2(x+4)(x-2)/20$.</source>
        <translation>왼쪽에서 내려오면 평탄한 변곡점에서 멈춥니다. 기울기가 0이지만 최소점은 아닙니다. $f&apos;=(x+1.5)^2(x+4)(x-2)/20$.</translation>
    </message>
    <message>
        <source>parabola</source>
        <translation>포물선</translation>
    </message>
    <message>
        <source>The simplest convex function, $x^2$: every step shortens the way to the minimum by the same factor, $1-2η$.</source>
        <translation>가장 단순한 볼록함수 $x^2$: 스텝마다 최소점까지의 거리에 같은 배율 $1-2η$가 곱해집니다.</translation>
    </message>
    <message>
        <source>quartic</source>
        <translation>4차 함수</translation>
    </message>
    <message>
        <source>Convex, but flat at its minimum, $x^4/4$: the slope dies before the minimum is reached, and descent creeps.</source>
        <translation>볼록하지만 최소점이 평탄한 함수 $x^4/4$: 최소점에 닿기 전에 기울기가 사라져 점점 느려집니다.</translation>
    </message>
    <message>
        <source>double well</source>
        <translation>이중 우물</translation>
    </message>
    <message>
        <source>Two minima as good as each other, $(x^2-1)^2/4$: which one is found depends on the start and on the noise.</source>
        <translation>똑같이 좋은 두 최소점, $(x^2-1)^2/4$: 어느 쪽에 닿을지는 시작점과 잡음에 달려 있습니다.</translation>
    </message>
    <message>
        <source>ripples on a parabola</source>
        <translation>물결치는 포물선</translation>
    </message>
    <message>
        <source>Many local minima on the way to the best one, $x^2/10+1.5\sin^2(x)$: small steps stop in the first.</source>
        <translation>가장 좋은 최소점까지 가는 길에 극소점이 많은 함수 $x^2/10+1.5\sin^2(x)$: 스텝이 작으면 첫 극소점에서 멈춥니다.</translation>
    </message>
    <message>
        <source>kinked bowl</source>
        <translation>꺾인 그릇</translation>
    </message>
    <message>
        <source>Strongly convex, with curvature 25, 1 and 25 again: momentum tuned for a parabola cycles for ever (Lessard, Recht, Packard 2016).</source>
        <translation>강볼록하며 곡률이 25, 1, 다시 25인 함수: 포물선에 맞춘 모멘텀은 끝없이 맴돕니다(Lessard, Recht, Packard 2016).</translation>
    </message>
    <message>
        <source>plateau</source>
        <translation>고원</translation>
    </message>
    <message>
        <source>A wide plain before the descent, $x^2/(1+x^2)$: the slope dies with the cube of the distance, so most steps are spent where hardly anything happens.</source>
        <translation>내리막 앞에 펼쳐진 넓은 평지, $x^2/(1+x^2)$: 기울기가 거리의 세제곱에 반비례해 사라지므로, 스텝 대부분이 거의 아무 일도 없는 곳에서 쓰입니다.</translation>
    </message>
    <message>
        <source>a sharp and a flat minimum</source>
        <translation>뾰족한 최소점과 평평한 최소점</translation>
    </message>
    <message>
        <source>Two minima equally deep, one sharp and one flat, $(x+1)^2(x-2)^2((x-3)^2+1)/50$: large steps and noisy batches do not stay in the sharp one (Hochreiter, Schmidhuber 1997).</source>
        <translation>깊이가 같은 뾰족한 최소점과 평평한 최소점, $(x+1)^2(x-2)^2((x-3)^2+1)/50$: 스텝이 크거나 배치에 잡음이 있으면 뾰족한 쪽에 머물지 못합니다(Hochreiter, Schmidhuber 1997).</translation>
    </message>
    <message>
        <source>quadratic bowl</source>
        <translation>2차 함수 그릇</translation>
    </message>
    <message>
        <source>Curvature 1 along its long axis and $κ$ across: this one number decides how slow plain descent is.</source>
        <translation>곡률은 긴 축 방향이 1, 가로 방향이 $κ$입니다. 기본 경사하강법이 얼마나 느린지는 이 수 하나가 정합니다.</translation>
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
        <source>Steep walls and a floor that hardly falls, $κy^2/2+√(1+x^2)-1$: plain descent zigzags, momentum runs along.</source>
        <translation>가파른 벽과 거의 기울지 않은 바닥, $κy^2/2+√(1+x^2)-1$: 기본 경사하강법은 지그재그로 움직이고, 모멘텀은 바닥을 따라 달립니다.</translation>
    </message>
    <message>
        <source>steepness of the walls</source>
        <translation>벽의 가파르기</translation>
    </message>
    <message>
        <source>Booth&apos;s function</source>
        <translation>부스 함수</translation>
    </message>
    <message>
        <source>A tilted bowl of condition number 9, $(x+2y-7)^2+(2x+y-5)^2$: descent falls onto its long axis at once, and then follows it to the minimum.</source>
        <translation>조건수가 9인 기울어진 그릇, $(x+2y-7)^2+(2x+y-5)^2$: 경로는 곧바로 긴 축에 내려앉은 다음, 그 축을 따라 최소점으로 갑니다.</translation>
    </message>
    <message>
        <source>Matyas&apos;s function</source>
        <translation>마티아스 함수</translation>
    </message>
    <message>
        <source>A long, flat valley along the diagonal, $0.26(x^2+y^2)-0.48xy$: along it the curvature is 25 times smaller than across, and so is the pace.</source>
        <translation>대각선을 따라 길고 평평한 골짜기, $0.26(x^2+y^2)-0.48xy$: 골짜기 방향의 곡률은 가로 방향의 25분의 1이고, 나아가는 속도도 그렇습니다.</translation>
    </message>
    <message>
        <source>strict saddle</source>
        <translation>좁은 뜻의 안장점</translation>
    </message>
    <message>
        <source>$(ax^2-γy^2)/2$: $y$ grows by the factor $1+ηγ$ a step, so a start beside the ridge leaves fast, and one on it, $y=0$, never.</source>
        <translation>$(ax^2-γy^2)/2$: 스텝마다 $y$에 $1+ηγ$가 곱해집니다. 능선 옆에서 출발하면 빠르게 벗어나고, 능선 위 $y=0$에서 출발하면 결코 벗어나지 못합니다.</translation>
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
        <source>Three valleys and three ridges meet where the Hessian is zero, $x^3-3xy^2$: a saddle, but no strict one.</source>
        <translation>헤세 행렬이 0인 곳에서 골짜기 셋과 능선 셋이 만나는 함수 $x^3-3xy^2$: 안장점이지만 좁은 뜻의 안장점은 아닙니다.</translation>
    </message>
    <message>
        <source>McCormick&apos;s function</source>
        <translation>매코믹 함수</translation>
    </message>
    <message>
        <source>Two minima in a tilted trough and a strict saddle between them, $\sin(x+y)+(x-y)^2-1.5x+2.5y+1$: on which side of the saddle a run starts decides where it ends (McCormick 1976).</source>
        <translation>기울어진 골에 놓인 두 최소점과 그 사이의 좁은 뜻의 안장점, $\sin(x+y)+(x-y)^2-1.5x+2.5y+1$: 안장점의 어느 쪽에서 출발하느냐가 끝나는 곳을 정합니다(McCormick 1976).</translation>
    </message>
    <message>
        <source>three-hump camel</source>
        <translation>혹이 셋인 낙타 함수</translation>
    </message>
    <message>
        <source>Three minima in a row with saddles between them, $2x^2-1.05x^4+x^6/6+xy+y^2$: the one in the middle is the best, and descent takes the nearest.</source>
        <translation>나란한 세 최소점과 그 사이의 안장점들, $2x^2-1.05x^4+x^6/6+xy+y^2$: 가장 좋은 것은 가운데인데, 경사하강법은 가까운 것을 택합니다.</translation>
    </message>
    <message>
        <source>six-hump camel</source>
        <translation>혹이 여섯인 낙타 함수</translation>
    </message>
    <message>
        <source>Six minima in three pairs, $(4-2.1x^2+x^4/3)x^2+xy+(4y^2-4)y^2$: only one pair is the best, and the start decides how good the result is (Dixon, Szegő 1978).</source>
        <translation>세 쌍을 이루는 여섯 최소점, $(4-2.1x^2+x^4/3)x^2+xy+(4y^2-4)y^2$: 가장 좋은 것은 한 쌍뿐이며, 결과가 얼마나 좋을지는 시작점이 정합니다(Dixon, Szegő 1978).</translation>
    </message>
    <message>
        <source>Rosenbrock&apos;s valley</source>
        <translation>로젠브록 골짜기</translation>
    </message>
    <message>
        <source>A curved valley, $(1-x)^2+100(y-x^2)^2$: its floor is found at once and followed for ever (Rosenbrock 1960).</source>
        <translation>휘어진 골짜기, $(1-x)^2+100(y-x^2)^2$: 바닥은 금방 찾지만 바닥을 따라가는 길은 끝이 없습니다(Rosenbrock 1960).</translation>
    </message>
    <message>
        <source>A plain with a sharp rise behind it: slopes of very different size in one picture (Beale 1958).</source>
        <translation>평지 뒤의 가파른 오르막: 크기가 아주 다른 기울기가 한 그림에 있습니다(Beale 1958).</translation>
    </message>
    <message>
        <source>Goldstein and Price&apos;s function</source>
        <translation>골드스타인–프라이스 함수</translation>
    </message>
    <message>
        <source>Values from 3 to a million in one box: a learning rate that is safe on the walls is far too small on the floor, where three of the four minima are not the best (Goldstein, Price 1971).</source>
        <translation>한 범위 안에서 값이 3부터 백만까지 변하는 함수: 벽에서 안전한 학습률은 바닥에서는 너무 작고, 바닥의 네 최소점 가운데 셋은 가장 좋은 것이 아닙니다(Goldstein, Price 1971).</translation>
    </message>
    <message>
        <source>valley of minima xy = 1</source>
        <translation>최소점의 골짜기 xy = 1</translation>
    </message>
    <message>
        <source>Every point of $xy=1$ is a minimum of $(xy-1)^2/2$, the flattest at $(1,1)$: too large a step is thrown from the steep end, like a stone from a catapult, and lands at a flatter one (Lewkowycz et al. 2020).</source>
        <translation>곡선 $xy=1$ 위의 모든 점이 $(xy-1)^2/2$의 최소점이고, 가장 평평한 곳은 $(1,1)$입니다. 너무 큰 스텝은 투석기의 돌처럼 가파른 끝에서 튕겨 나가 더 평평한 곳에 내려앉습니다(Lewkowycz 외 2020).</translation>
    </message>
    <message>
        <source>Himmelblau&apos;s function</source>
        <translation>힘멜블라우 함수</translation>
    </message>
    <message>
        <source>Four minima of equal depth, $(x^2+y-11)^2+(x+y^2-7)^2$: the start and the batches decide which (Himmelblau 1972).</source>
        <translation>깊이가 같은 네 최소점, $(x^2+y-11)^2+(x+y^2-7)^2$: 어디에 닿을지는 시작점과 배치가 정합니다(Himmelblau 1972).</translation>
    </message>
    <message>
        <source>Styblinski and Tang&apos;s function</source>
        <translation>스티블린스키–탕 함수</translation>
    </message>
    <message>
        <source>Each coordinate is in a double well of its own, $(x^4-16x^2+5x)/2$ and the same in $y$: four minima of unequal depth, and about every second start ends on the worse side of each (Styblinski, Tang 1990).</source>
        <translation>좌표마다 이중 우물이 따로 있는 함수, $(x^4-16x^2+5x)/2$에 같은 꼴의 $y$ 식을 더한 것: 깊이가 다른 네 최소점이 있고, 시작점의 절반쯤은 각 좌표에서 더 나쁜 쪽에 이릅니다(Styblinski, Tang 1990).</translation>
    </message>
    <message>
        <source>Rastrigin&apos;s function</source>
        <translation>라스트리긴 함수</translation>
    </message>
    <message>
        <source>A bowl under regular bumps, $x^2-10\cos(2πx)$ and the same in $y$: every bump has a minimum of its own, and the gradient points to the nearest, not to the best (Rastrigin 1974).</source>
        <translation>규칙적인 굴곡이 덮인 그릇, $x^2-10\cos(2πx)$에 같은 꼴의 $y$ 식을 더한 것: 굴곡마다 최소점이 있고, 기울기는 가장 좋은 곳이 아니라 가장 가까운 곳을 가리킵니다(Rastrigin 1974).</translation>
    </message>
    <message>
        <source>Ackley&apos;s function</source>
        <translation>애클리 함수</translation>
    </message>
    <message>
        <source>A funnel with bumps and a kink at its bottom: the slope does not die at the best minimum, so that no constant learning rate comes to rest there (Ackley 1987).</source>
        <translation>바닥이 꺾인 굴곡진 깔때기: 가장 좋은 최소점에서도 기울기가 사라지지 않아, 일정한 학습률로는 그곳에 멈추지 못합니다(Ackley 1987).</translation>
    </message>
    <message>
        <source>Easom&apos;s needle</source>
        <translation>이솜의 바늘구멍</translation>
    </message>
    <message>
        <source>One narrow hole in a wide plain, at $(π,π)$: away from it the gradient says nothing of where the minimum is (Easom 1990).</source>
        <translation>넓은 평지에 좁은 구멍 하나, $(π,π)$: 구멍에서 멀면 기울기가 최소점의 위치를 전혀 알려 주지 않습니다(Easom 1990).</translation>
    </message>
    <message>
        <source>Beale&apos;s function</source>
        <translation>빌 함수</translation>
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
        <source>smallest divisor</source>
        <translation>최소 분모</translation>
    </message>
    <message>
        <source>maximize</source>
        <translation>최대화</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>mean of squares</source>
        <translation>제곱의 평균</translation>
    </message>
    <message>
        <source>mean gradient</source>
        <translation>기울기의 평균</translation>
    </message>
    <message>
        <source>AdaGrad</source>
        <translation>AdaGrad</translation>
    </message>
    <message>
        <source>decay of $η$</source>
        <translation>$η$의 감쇠</translation>
    </message>
    <message>
        <source>first sum</source>
        <translation>합의 초깃값</translation>
    </message>
    <message>
        <source>sum of squares</source>
        <translation>제곱의 합</translation>
    </message>
    <message>
        <source>Adadelta</source>
        <translation>Adadelta</translation>
    </message>
    <message>
        <source>mean of squared steps</source>
        <translation>스텝 제곱의 평균</translation>
    </message>
    <message>
        <source>RMSprop</source>
        <translation>RMSprop</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>모멘텀</translation>
    </message>
    <message>
        <source>centred</source>
        <translation>중심화</translation>
    </message>
    <message>
        <source>velocity</source>
        <translation>속도</translation>
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
        <source>{value} is not a list of two numbers</source>
        <translation>숫자 두 개의 목록이 필요합니다. 지금은 {value}입니다</translation>
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
        <source>is only taken where {key} is {value}</source>
        <translation>{key} 값이 {value}일 때만 쓸 수 있습니다</translation>
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
        <source>J grows without bound: {why}</source>
        <translation>J가 한없이 커집니다. {why}</translation>
    </message>
    <message>
        <source>η = {lr:.4g} is above 2/λ = {limit:.4g}.</source>
        <translation>η = {lr:.4g} 값이 2/λ = {limit:.4g}보다 큽니다.</translation>
    </message>
    <message>
        <source>η = {lr:.4g} is above {limit:.4g}, the limit of this optimizer where the curvature is λ = {curvature:.4g}.</source>
        <translation>η = {lr:.4g} 값이 곡률 λ = {curvature:.4g}에서 이 옵티마이저의 한계인 {limit:.4g}보다 큽니다.</translation>
    </message>
    <message>
        <source>at step {since}, where λ was {curvature:.4g}, η = {lr:.4g} was above 2/λ = {limit:.4g}.</source>
        <translation>스텝 {since}에서 λ = {curvature:.4g}였고, η = {lr:.4g} 값이 2/λ = {limit:.4g}보다 컸습니다.</translation>
    </message>
    <message>
        <source>at step {since}, where λ was {curvature:.4g}, η = {lr:.4g} was above {limit:.4g}, the limit of this optimizer.</source>
        <translation>스텝 {since}에서 λ = {curvature:.4g}였고, η = {lr:.4g} 값이 이 옵티마이저의 한계인 {limit:.4g}보다 컸습니다.</translation>
    </message>
    <message>
        <source>η = {lr:.4g} is below {full:.4g}, the full-batch limit, but above {limit:.4g}, the limit of these batches of {size} in this order.</source>
        <translation>η = {lr:.4g} 값이 전체 배치의 한계 {full:.4g}보다 작지만, 크기가 {size}인 배치가 이 순서로 올 때의 한계 {limit:.4g}보다 큽니다.</translation>
    </message>
    <message>
        <source>η = {lr:.4g} is below {full:.4g}, the full-batch limit, but above {limit:.4g}, the mean-square limit for batches of {size}.</source>
        <translation>η = {lr:.4g} 값이 전체 배치의 한계 {full:.4g}보다 작지만, 배치 크기 {size}의 평균제곱 한계 {limit:.4g}보다 큽니다.</translation>
    </message>
    <message>
        <source>η = {lr:.4g} is below {full:.4g}, the full-batch limit, but above {limit:.4g}, the mean-square limit for batches of {size} each drawn from all rows.</source>
        <translation>η = {lr:.4g} 값이 전체 배치의 한계 {full:.4g}보다 작지만, 매번 전체 행에서 뽑는 크기 {size} 배치의 평균제곱 한계 {limit:.4g}보다 큽니다.</translation>
    </message>
    <message>
        <source>J is unbounded below here: there is no end to this way down.</source>
        <translation>여기서는 J에 바닥이 없습니다. 이 내리막은 끝나지 않습니다.</translation>
    </message>
    <message>
        <source>Stopped after step {step}: J has no value where θ went.</source>
        <translation>스텝 {step} 뒤에 멈췄습니다. θ가 간 곳에서는 J의 값이 없습니다.</translation>
    </message>
    <message>
        <source>Stopped after step {step}: a coordinate of the gradient is 0, and with ε = 0 the update divides 0 by 0.</source>
        <translation>스텝 {step} 뒤에 멈췄습니다. 기울기의 한 좌표가 0인데 ε = 0이므로 갱신에서 0을 0으로 나누게 됩니다.</translation>
    </message>
    <message>
        <source>Stopped after step {step}: the Hessian of J is singular here or has no value, and leaves this method no step.</source>
        <translation>스텝 {step} 뒤에 멈췄습니다. 이곳에서 J의 헤세 행렬이 특이행렬이거나 값이 없어 이 방법으로는 나아갈 수 없습니다.</translation>
    </message>
    <message>
        <source>Ran away after step {step}: J is unbounded below where θ went.</source>
        <translation>스텝 {step} 뒤에 한없이 내려갔습니다. θ가 간 쪽에서는 J에 바닥이 없습니다.</translation>
    </message>
    <message>
        <source>Ran away after step {step}: J is unbounded below where θ went, and {why}</source>
        <translation>스텝 {step} 뒤에 한없이 내려갔습니다. θ가 간 쪽에서는 J에 바닥이 없습니다. {why}</translation>
    </message>
    <message>
        <source>Diverged after step {step}: with η = {lr:.4g} θ or a batch&apos;s loss grew without bound.</source>
        <translation>스텝 {step} 뒤에 발산했습니다. η = {lr:.4g}일 때 θ나 배치의 손실이 한없이 커졌습니다.</translation>
    </message>
    <message>
        <source>Diverged after step {step}: {why}</source>
        <translation>스텝 {step} 뒤에 발산했습니다. {why}</translation>
    </message>
    <message>
        <source>J grows without bound with η = {lr:.4g}.</source>
        <translation>η = {lr:.4g}에서 J가 한없이 커집니다.</translation>
    </message>
    <message>
        <source>{value} is not a list of column names</source>
        <translation>열 이름의 목록이 필요합니다. 지금은 {value}입니다</translation>
    </message>
    <message>
        <source>columns given: {found}; this model takes {allowed}</source>
        <translation>열을 {found}개 골랐지만 이 모델은 {allowed}개를 씁니다</translation>
    </message>
    <message>
        <source>{value} is not a list of at least one name</source>
        <translation>이름이 하나 이상 든 목록이 필요합니다. 지금은 {value}입니다</translation>
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
        <source>average</source>
        <translation>평균</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>표준편차</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>스케줄</translation>
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
    <message>
        <source>gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>Hessian</source>
        <translation>헤세 행렬</translation>
    </message>
    <message>
        <source>At none of {kinks} points that were looked at is there a derivative: a kink is near.</source>
        <translation>살펴본 점 {kinks}개가 모두 꺾인 곳에 너무 가까워 미분할 수 없습니다.</translation>
    </message>
    <message>
        <source>the complex step</source>
        <translation>복소 스텝 미분</translation>
    </message>
    <message>
        <source>central differences</source>
        <translation>중심 차분</translation>
    </message>
    <message>
        <source>At θ of step {step}, run {run}: {symbol} is {given:.10g} where {way} give {truth:.10g}; a difference of {allowed:.1g} would be allowed.</source>
        <translation>실행 {run}, 스텝 {step}의 θ에서 {symbol}의 값은 {given:.10g}인데, {way} 방식으로 구하면 {truth:.10g}입니다. 허용 한도는 {allowed:.1g}입니다.</translation>
    </message>
    <message>
        <source>{symbol} of all rows and of batches, {count} times along the paths, by {coordinates} of {dim} coordinates, against {way}. The largest difference is {difference:.1g}; {allowed:.1g} is allowed.</source>
        <translation>경로를 따라 {count}번, 전체와 배치의 {symbol} 값을 좌표 {dim}개 중 {coordinates}개에 대해 {way} 결과와 비교했습니다. 가장 큰 차이는 {difference:.1g}이고, 허용 한도는 {allowed:.1g}입니다.</translation>
    </message>
    <message>
        <source>The rows are drawn with replacement: an epoch is no partition of them, and the mean over its batches is not J.</source>
        <translation>행을 복원 추출합니다. 한 에포크가 행을 빠짐없이 나눈 것이 아니므로 그 배치들의 평균은 J가 아닙니다.</translation>
    </message>
    <message>
        <source>mean of the batches&apos; losses</source>
        <translation>배치 손실의 평균</translation>
    </message>
    <message>
        <source>mean of the batches&apos; gradients</source>
        <translation>배치 기울기의 평균</translation>
    </message>
    <message>
        <source>unbiased batches</source>
        <translation>치우침 없는 배치</translation>
    </message>
    <message>
        <source>The mean of J_B over an epoch, weighted by rows, is J. Points of the paths: {count}. The largest difference is {difference:.1g}; {allowed:.1g} is allowed.</source>
        <translation>한 에포크 동안 행 수로 가중한 J_B의 평균은 J입니다. 경로에서 살펴본 점은 {count}개, 가장 큰 차이는 {difference:.1g}, 허용 한도는 {allowed:.1g}입니다.</translation>
    </message>
    <message>
        <source>Over the {batches} batches of epoch {epoch}, at θ of step {step}, run {run}: the mean of J_B, weighted by rows, is {mean:.10g}, but J is {whole:.10g}.</source>
        <translation>실행 {run}, 스텝 {step}의 θ에서 에포크 {epoch}의 배치 {batches}개를 행 수로 가중한 J_B의 평균은 {mean:.10g}인데, J는 {whole:.10g}입니다.</translation>
    </message>
    <message>
        <source>The mean of ∇J_B over an epoch, weighted by rows, is ∇J. Points of the paths: {count}. The largest difference is {difference:.1g}; {allowed:.1g} is allowed.</source>
        <translation>한 에포크 동안 행 수로 가중한 ∇J_B의 평균은 ∇J입니다. 경로에서 살펴본 점은 {count}개, 가장 큰 차이는 {difference:.1g}, 허용 한도는 {allowed:.1g}입니다.</translation>
    </message>
    <message>
        <source>Over the {batches} batches of epoch {epoch}, at θ of step {step}, run {run}: the mean of ∇J_B, weighted by rows, differs from ∇J by {difference:.3g}; {allowed:.1g} is allowed.</source>
        <translation>실행 {run}, 스텝 {step}의 θ에서 에포크 {epoch}의 배치 {batches}개를 행 수로 가중한 ∇J_B의 평균이 ∇J와 {difference:.3g}만큼 다릅니다. 허용 한도는 {allowed:.1g}입니다.</translation>
    </message>
    <message>
        <source>At a fixed θ the mean of ∇J_B over all possible batches ({batches} with B = {size}) is ∇J. The largest difference is {difference:.1g}; {allowed:.1g} is allowed.</source>
        <translation>θ를 고정하면 가능한 모든 배치(B = {size}, {batches}개)에서 ∇J_B의 평균은 ∇J입니다. 가장 큰 차이는 {difference:.1g}이고, 허용 한도는 {allowed:.1g}입니다.</translation>
    </message>
    <message>
        <source>A batch that is drawn uniformly holds every row as likely as any other, so at a fixed θ the mean of ∇J_B over all batches is the mean of the {n} rows&apos; gradients: that is ∇J, and ∇J_B is the mean of its own rows&apos; gradients. The largest difference is {difference:.1g}; {allowed:.1g} is allowed.</source>
        <translation>고르게 뽑은 배치에는 모든 행이 똑같은 확률로 들어갑니다. 따라서 θ를 고정하면 모든 배치에 대한 ∇J_B의 평균은 {n}개 행의 기울기 평균입니다. 이것이 ∇J와 같고, ∇J_B는 그 배치에 든 행의 기울기 평균임을 확인했습니다. 가장 큰 차이는 {difference:.1g}이고, 허용 한도는 {allowed:.1g}입니다.</translation>
    </message>
    <message>
        <source>At θ of step {step}, run {run}, a mean of gradients differs from the gradient of its rows by {difference:.3g}; {allowed:.1g} is allowed.</source>
        <translation>실행 {run}, 스텝 {step}의 θ에서 기울기의 평균이 그 행들의 기울기와 {difference:.3g}만큼 다릅니다. 허용 한도는 {allowed:.1g}입니다.</translation>
    </message>
    <message>
        <source>the path computed anew</source>
        <translation>다시 계산한 경로</translation>
    </message>
    <message>
        <source>Run {run} ends at step {step}, but the step after it leads to finite numbers.</source>
        <translation>실행 {run}: 스텝 {step}에서 끝났지만, 그다음 스텝의 값은 유한합니다.</translation>
    </message>
    <message>
        <source>No step is computed yet.</source>
        <translation>아직 계산된 스텝이 없습니다.</translation>
    </message>
    <message>
        <source>{seen} of {rows} steps of all runs were computed once more: θ and the batches&apos; losses are the same bit for bit.</source>
        <translation>모든 실행의 스텝 {rows}개 중 {seen}개를 다시 계산했습니다. θ와 배치 손실이 마지막 비트까지 같습니다.</translation>
    </message>
    <message>
        <source>Row {step} of run {run} shows θ = {shown} and a batch&apos;s loss of {loss}; computed anew they are {theta} and {anew}.</source>
        <translation>실행 {run}의 스텝 {step}에 보이는 값은 θ = {shown}, 배치 손실 {loss}인데, 다시 계산하면 {theta}, {anew}입니다.</translation>
    </message>
    <message>
        <source>each row once an epoch</source>
        <translation>에포크마다 각 행을 한 번씩</translation>
    </message>
    <message>
        <source>B = n is full-batch descent</source>
        <translation>B = n이면 전체 배치 경사하강법</translation>
    </message>
    <message>
        <source>The rows are drawn with replacement. In epoch {epoch} of run {run}, {none} of {n} rows were not drawn, {once} once, and {more} more than once.</source>
        <translation>행을 복원 추출합니다. 실행 {run}의 에포크 {epoch}에서는 {n}행 중 {none}행이 뽑히지 않았고, {once}행은 한 번, {more}행은 두 번 이상 뽑혔습니다.</translation>
    </message>
    <message>
        <source>Row {row} comes {times} times in epoch {epoch} of run {run}; rows that do not come exactly once: {wrong} of {n}.</source>
        <translation>실행 {run}의 에포크 {epoch}에 행 {row}의 등장 횟수는 {times}번입니다. 정확히 한 번 나오지 않는 행: {n}행 중 {wrong}행.</translation>
    </message>
    <message>
        <source>No epoch is done yet.</source>
        <translation>아직 끝난 에포크가 없습니다.</translation>
    </message>
    <message>
        <source>Epochs counted: {epochs}, batches: {batches}. Each row (n = {n}) comes exactly once an epoch.</source>
        <translation>에포크 {epochs}개, 배치 {batches}개를 세었습니다. {n}개 행이 에포크마다 정확히 한 번씩 나옵니다.</translation>
    </message>
    <message>
        <source>A batch of all rows (n = {n}), in {orders} orders, is no problem of its own but J itself.</source>
        <translation>{n}개 행을 모두 담은 배치는 {orders}가지 순서 모두에서 별개의 문제가 아니라 J 자체입니다.</translation>
    </message>
    <message>
        <source>A batch of all {n} rows is another problem than J.</source>
        <translation>{n}개 행을 모두 담은 배치가 J와 다른 문제가 됩니다.</translation>
    </message>
    <message>
        <source>gradients of the steps</source>
        <translation>스텝의 기울기</translation>
    </message>
    <message>
        <source>every step by itself</source>
        <translation>스텝 하나하나</translation>
    </message>
    <message>
        <source>weights carry over</source>
        <translation>가중치를 이어받음</translation>
    </message>
    <message>
        <source>No second epoch is computed yet.</source>
        <translation>아직 두 번째 에포크가 계산되지 않았습니다.</translation>
    </message>
    <message>
        <source>Every batch starts anew from the start, as the experiment says.</source>
        <translation>이 실험은 배치마다 시작점에서 새로 시작합니다.</translation>
    </message>
    <message>
        <source>{count} of {total} steps: the gradient that the step used is ∇J_B of its rows, and the loss that is shown is J_B before the step. The largest difference is {difference:.1g}; {allowed:.1g} is allowed.</source>
        <translation>스텝 {total}개 중 {count}개: 스텝이 쓴 기울기는 그 행들의 ∇J_B이고, 보이는 손실은 스텝을 밟기 전의 J_B입니다. 가장 큰 차이는 {difference:.1g}이고, 허용 한도는 {allowed:.1g}입니다.</translation>
    </message>
    <message>
        <source>Step {step} of run {run} does not use J_B of its rows: the difference is {difference:.3g}; {allowed:.1g} is allowed.</source>
        <translation>실행 {run}, 스텝 {step}: 쓴 값이 그 행들의 J_B가 아닙니다. 차이는 {difference:.3g}이고, 허용 한도는 {allowed:.1g}입니다.</translation>
    </message>
    <message>
        <source>{count} of {total} steps: the update rule, applied once to the row before, gives the row that is shown. The largest difference is {difference:.1g}; {allowed:.1g} is allowed.</source>
        <translation>스텝 {total}개 중 {count}개: 바로 앞의 θ에 갱신 규칙을 한 번 적용하면 보이는 θ가 나옵니다. 가장 큰 차이는 {difference:.1g}이고, 허용 한도는 {allowed:.1g}입니다.</translation>
    </message>
    <message>
        <source>Step {step} of run {run} does not lead to the row that is shown: it is off by {difference:.3g}; {allowed:.1g} is allowed.</source>
        <translation>실행 {run}, 스텝 {step}: 스텝을 다시 밟아도 보이는 θ가 나오지 않습니다. {difference:.3g}만큼 어긋나며, 허용 한도는 {allowed:.1g}입니다.</translation>
    </message>
    <message>
        <source>At {count} beginnings of an epoch the first step goes on from the θ that the last batch before it left, up to {anew:.3g} away from the start; it is off by {difference:.1g} at most.</source>
        <translation>에포크가 시작되는 {count}곳에서 첫 스텝은 바로 앞 배치가 남긴 θ에서 이어집니다. 그 θ는 시작점에서 최대 {anew:.3g}만큼 떨어져 있고, 어긋남은 최대 {difference:.1g}입니다.</translation>
    </message>
    <message>
        <source>Step {step} of run {run}, the first of its epoch, does not go on from the θ that was left: it is off by {difference:.3g}.</source>
        <translation>실행 {run}, 스텝 {step}: 에포크의 첫 스텝인데, 남겨진 θ에서 이어지지 않고 {difference:.3g}만큼 어긋납니다.</translation>
    </message>
    <message>
        <source>The epoch was left before its end, by a change to a method that takes all rows.</source>
        <translation>모든 행을 쓰는 방법으로 바뀌면서 에포크가 끝나기 전에 넘어갔습니다.</translation>
    </message>
    <message>
        <source>Not told: this would take longer than an audit may.</source>
        <translation>판정 없음: 검사에 허용된 시간보다 오래 걸립니다.</translation>
    </message>
    <message>
        <source>from a step on</source>
        <translation>정한 스텝부터</translation>
    </message>
    <message>
        <source>from step</source>
        <translation>시작 스텝</translation>
    </message>
    <message>
        <source>mean from step {start} on</source>
        <translation>스텝 {start}부터의 평균</translation>
    </message>
    <message>
        <source>of the last steps</source>
        <translation>마지막 부분</translation>
    </message>
    <message>
        <source>share</source>
        <translation>비율</translation>
    </message>
    <message>
        <source>mean of the last {share:.4g} % of steps</source>
        <translation>마지막 {share:.4g}% 스텝의 평균</translation>
    </message>
    <message>
        <source>exponential</source>
        <translation>지수</translation>
    </message>
    <message>
        <source>decay</source>
        <translation>감쇠</translation>
    </message>
    <message>
        <source>bias correction</source>
        <translation>편향 보정</translation>
    </message>
    <message>
        <source>exponential mean, β = {decay:.6g}</source>
        <translation>지수 평균, β = {decay:.6g}</translation>
    </message>
    <message>
        <source>epochs a stage</source>
        <translation>단계별 에포크 수</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>일정</translation>
    </message>
    <message>
        <source>steps up</source>
        <translation>계단식 증가</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>배율</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>선형</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>행</translation>
    </message>
    <message>
        <source>increase</source>
        <translation>증가량</translation>
    </message>
    <message>
        <source>mean cross-entropy</source>
        <translation>평균 교차 엔트로피</translation>
    </message>
    <message>
        <source>squared</source>
        <translation>제곱</translation>
    </message>
    <message>
        <source>mean squared error</source>
        <translation>평균 제곱 오차</translation>
    </message>
    <message>
        <source>absolute</source>
        <translation>절댓값</translation>
    </message>
    <message>
        <source>mean absolute error</source>
        <translation>평균 절대 오차</translation>
    </message>
    <message>
        <source>Huber</source>
        <translation>후버</translation>
    </message>
    <message>
        <source>mean Huber loss</source>
        <translation>평균 후버 손실</translation>
    </message>
    <message>
        <source>its numbers are too large, or their powers are; standardize x</source>
        <translation>값이나 그 거듭제곱이 너무 큽니다. x를 표준화하세요</translation>
    </message>
    <message>
        <source>tanh</source>
        <translation>tanh</translation>
    </message>
    <message>
        <source>logistic</source>
        <translation>로지스틱</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>{name} does not stand in the model</source>
        <translation>모델에 나오지 않는 매개변수입니다: {name}</translation>
    </message>
    <message>
        <source>no parameter stands in it; every name that is no column is one, as a in a*x</source>
        <translation>매개변수가 없습니다. a*x의 a처럼 열이 아닌 이름은 모두 매개변수가 됩니다</translation>
    </message>
    <message>
        <source>no column stands in it; there are {allowed}</source>
        <translation>열이 하나도 없습니다. 쓸 수 있는 열: {allowed}</translation>
    </message>
    <message>
        <source>{found} are too many; {allowed} are allowed</source>
        <translation>{found}개는 너무 많습니다. {allowed}개까지 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>“{name}” is no name; a name is letters from a to z, digits and _, beginning with a letter</source>
        <translation>쓸 수 없는 이름입니다: ‘{name}’. 이름은 영문자로 시작하고 영문자, 숫자, _로 이루어집니다</translation>
    </message>
    <message>
        <source>{name} is known to every formula and cannot be a parameter</source>
        <translation>모든 수식에서 뜻이 정해진 이름이라 매개변수로 쓸 수 없습니다: {name}</translation>
    </message>
    <message>
        <source>{name} cannot be a parameter: so the columns are called</source>
        <translation>열을 가리키는 이름이라 매개변수로 쓸 수 없습니다: {name}</translation>
    </message>
    <message>
        <source>{name} is declared twice</source>
        <translation>두 번 나온 이름입니다: {name}</translation>
    </message>
    <message>
        <source>smoothing</source>
        <translation>평활</translation>
    </message>
    <message>
        <source>smoothing of $g$</source>
        <translation>$g$의 평활</translation>
    </message>
    <message>
        <source>smoothing of $g^2$</source>
        <translation>$g^2$의 평활</translation>
    </message>
    <message>
        <source>decoupled decay</source>
        <translation>가중치 감쇠 분리</translation>
    </message>
    <message>
        <source>largest mean of squares</source>
        <translation>제곱 평균의 최댓값</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>AMSGrad</source>
        <translation>AMSGrad</translation>
    </message>
    <message>
        <source>mean gradient, corrected</source>
        <translation>기울기의 평균(보정)</translation>
    </message>
    <message>
        <source>mean of squares, corrected</source>
        <translation>제곱의 평균(보정)</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Adamax</source>
        <translation>Adamax</translation>
    </message>
    <message>
        <source>largest gradient, fading</source>
        <translation>감쇠하는 최대 기울기</translation>
    </message>
    <message>
        <source>NAdam</source>
        <translation>NAdam</translation>
    </message>
    <message>
        <source>momentum decay</source>
        <translation>모멘텀 감쇠율</translation>
    </message>
    <message>
        <source>product of momenta</source>
        <translation>모멘텀의 곱</translation>
    </message>
    <message>
        <source>RAdam</source>
        <translation>RAdam</translation>
    </message>
    <message>
        <source>least decrease</source>
        <translation>최소 감소율</translation>
    </message>
    <message>
        <source>shortened by</source>
        <translation>줄이는 비율</translation>
    </message>
    <message>
        <source>direction</source>
        <translation>방향</translation>
    </message>
    <message>
        <source>step length</source>
        <translation>스텝 길이</translation>
    </message>
    <message>
        <source>Newton</source>
        <translation>뉴턴법</translation>
    </message>
    <message>
        <source>damped Newton</source>
        <translation>감쇠 뉴턴법</translation>
    </message>
    <message>
        <source>damping</source>
        <translation>감쇠</translation>
    </message>
    <message>
        <source>descent with line search</source>
        <translation>선 탐색 경사하강법</translation>
    </message>
    <message>
        <source>L-BFGS</source>
        <translation>L-BFGS</translation>
    </message>
    <message>
        <source>steps kept</source>
        <translation>기억하는 스텝 수</translation>
    </message>
    <message>
        <source>last step</source>
        <translation>마지막 스텝</translation>
    </message>
    <message>
        <source>change of the gradient</source>
        <translation>기울기의 변화</translation>
    </message>
    <message>
        <source>signSGD</source>
        <translation>signSGD</translation>
    </message>
    <message>
        <source>Lion</source>
        <translation>Lion</translation>
    </message>
    <message>
        <source>smoothing in the step</source>
        <translation>스텝의 평활</translation>
    </message>
    <message>
        <source>Rprop</source>
        <translation>Rprop</translation>
    </message>
    <message>
        <source>factors of the step</source>
        <translation>스텝의 배율</translation>
    </message>
    <message>
        <source>after a change of sign</source>
        <translation>부호가 바뀐 뒤</translation>
    </message>
    <message>
        <source>after the same sign</source>
        <translation>부호가 같은 뒤</translation>
    </message>
    <message>
        <source>step sizes</source>
        <translation>스텝 크기</translation>
    </message>
    <message>
        <source>smallest step</source>
        <translation>최소 스텝</translation>
    </message>
    <message>
        <source>largest step</source>
        <translation>최대 스텝</translation>
    </message>
    <message>
        <source>the smallest step must not be above the largest</source>
        <translation>최소 스텝이 최대 스텝보다 클 수 없습니다</translation>
    </message>
    <message>
        <source>gradient that counts</source>
        <translation>반영된 기울기</translation>
    </message>
    <message>
        <source>step size</source>
        <translation>스텝 크기</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>warm-up</source>
        <translation>워밍업</translation>
    </message>
    <message>
        <source>length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>floor</source>
        <translation>하한</translation>
    </message>
    <message>
        <source>{value} is no shorter than the whole length, {most}</source>
        <translation>전체 길이 {most}보다 짧아야 합니다. 지금은 {value}입니다</translation>
    </message>
    <message>
        <source>steps down</source>
        <translation>계단식 감소</translation>
    </message>
    <message>
        <source>every</source>
        <translation>간격</translation>
    </message>
    <message>
        <source>inverse time</source>
        <translation>시간에 반비례</translation>
    </message>
    <message>
        <source>inverse square root</source>
        <translation>제곱근에 반비례</translation>
    </message>
    <message>
        <source>polynomial</source>
        <translation>다항식</translation>
    </message>
    <message>
        <source>power</source>
        <translation>거듭제곱</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>코사인</translation>
    </message>
    <message>
        <source>cosine with restarts</source>
        <translation>코사인, 다시 시작</translation>
    </message>
    <message>
        <source>first period</source>
        <translation>첫 주기</translation>
    </message>
    <message>
        <source>multiplier</source>
        <translation>주기 배수</translation>
    </message>
    <message>
        <source>one cycle</source>
        <translation>한 주기</translation>
    </message>
    <message>
        <source>peak</source>
        <translation>최고 배율</translation>
    </message>
    <message>
        <source>rising share</source>
        <translation>상승 구간 비율</translation>
    </message>
    <message>
        <source>start divisor</source>
        <translation>처음에 나누는 수</translation>
    </message>
    <message>
        <source>end divisor</source>
        <translation>끝에 나누는 수</translation>
    </message>
    <message>
        <source>on a plateau</source>
        <translation>정체 시 감소</translation>
    </message>
    <message>
        <source>Looks at $J$ of all rows after every epoch, which SGD itself never does.</source>
        <translation>에포크가 끝날 때마다 전체 행의 $J$를 봅니다. SGD 자체는 결코 보지 않는 값입니다.</translation>
    </message>
    <message>
        <source>patience, epochs</source>
        <translation>기다릴 에포크 수</translation>
    </message>
    <message>
        <source>Bounded, but a cycle: θ comes back every {period} steps.</source>
        <translation>발산하지 않지만 수렴하지도 않습니다. θ가 {period}스텝마다 제자리로 돌아옵니다.</translation>
    </message>
    <message>
        <source>Bounded, but a cycle: θ comes back every {period} epochs.</source>
        <translation>발산하지 않지만 수렴하지도 않습니다. θ가 {period}에포크마다 제자리로 돌아옵니다.</translation>
    </message>
    <message>
        <source>Bounded, but a cycle: θ comes back every {period} epochs. η = {lr:.4g}; the limit where the curvature is λ = {curvature:.4g} is {limit:.4g}.</source>
        <translation>발산하지 않지만 수렴하지도 않습니다. θ가 {period}에포크마다 제자리로 돌아옵니다. η = {lr:.4g}이고, 곡률 λ = {curvature:.4g}에서 한계는 {limit:.4g}입니다.</translation>
    </message>
    <message>
        <source>Bounded, but a cycle: θ comes back every {period} steps, although η = {lr:.4g} is below {limit:.4g}, the limit on a parabola of curvature λ = {curvature:.4g}.</source>
        <translation>발산하지 않지만 수렴하지도 않습니다. η = {lr:.4g} 값이 곡률 λ = {curvature:.4g}인 포물선에서의 한계 {limit:.4g}보다 작은데도 θ가 {period}스텝마다 제자리로 돌아옵니다.</translation>
    </message>
    <message>
        <source>Bounded, but a cycle: θ comes back every {period} steps. η = {lr:.4g} is not below {limit:.4g}, the limit where the curvature is λ = {curvature:.4g}.</source>
        <translation>발산하지 않지만 수렴하지도 않습니다. θ가 {period}스텝마다 제자리로 돌아옵니다. η = {lr:.4g} 값이 곡률 λ = {curvature:.4g}에서의 한계 {limit:.4g} 이상입니다.</translation>
    </message>
    <message>
        <source>Bounded, but it does not settle, and no cycle shows: with η = {lr:.4g}, paths that start side by side part by a factor of {factor:.3g} a step.</source>
        <translation>발산하지 않지만 머물지도, 되풀이되지도 않습니다. η = {lr:.4g}에서는 나란히 출발한 두 경로의 간격이 스텝마다 {factor:.3g}배로 벌어집니다.</translation>
    </message>
    <message>
        <source>{name} ends in neither .png nor .svg nor .npz</source>
        <translation>{name}의 끝이 .png도 .svg도 .npz도 아닙니다</translation>
    </message>
    <message>
        <source>there is only one row, so that all batches are alike; map its basins</source>
        <translation>행이 하나뿐이어서 배치가 모두 같습니다. basins 지도를 그리십시오</translation>
    </message>
    <message>
        <source>{name} is the file of --out; the cloud needs one of its own</source>
        <translation>--out의 파일과 같습니다: {name}. 실행 구름에는 다른 파일이 필요합니다</translation>
    </message>
    <message>
        <source>is missing; --cloud needs it</source>
        <translation>빠져 있습니다. --cloud에는 이것이 있어야 합니다</translation>
    </message>
    <message>
        <source>{steps} steps take {memory} of memory, and the machine has no room for so much: fewer epochs, or less memory allowed for runs, would do</source>
        <translation>{steps}스텝에는 메모리가 {memory} 필요한데 이 컴퓨터에는 그만한 자리가 없습니다. 에포크를 줄이거나 실행에 허용하는 메모리를 줄이십시오</translation>
    </message>
    <message>
        <source>Only the first {steps} of {wanted} steps are computed: more do not fit into {memory}, the memory that is allowed for runs.</source>
        <translation>{wanted}스텝 가운데 처음 {steps}스텝만 계산합니다. 실행에 허용된 메모리 {memory}에 더는 들어가지 않습니다.</translation>
    </message>
    <message>
        <source>Fitting the model to all rows</source>
        <translation>모든 행에 모델을 맞추는 중</translation>
    </message>
    <message>
        <source>{text} is no amount of memory; 512MB or 2GB would be, and 1MB is the least</source>
        <translation>‘{text}’ 같은 메모리 크기는 없습니다. 512MB나 2GB처럼 쓰며, 가장 작은 값은 1MB입니다</translation>
    </message>
    <message>
        <source>it was stopped</source>
        <translation>중지했습니다</translation>
    </message>
    <message>
        <source>a method that asks for all rows at every step has no replicas; choose one that goes by its batch</source>
        <translation>스텝마다 모든 행을 쓰는 방법으로는 여러 실행을 한꺼번에 계산할 수 없습니다. 배치로 나아가는 방법을 고르세요</translation>
    </message>
    <message>
        <source>a schedule that looks at J has no replicas; choose one that goes by the step</source>
        <translation>J를 살피는 스케줄로는 여러 실행을 한꺼번에 계산할 수 없습니다. 스텝만 따르는 스케줄을 고르세요</translation>
    </message>
    <message>
        <source>runs of the cloud alone</source>
        <translation>하나씩 계산한 구름의 실행</translation>
    </message>
    <message>
        <source>Not told: no step of the cloud could be compared.</source>
        <translation>판단하지 못함: 구름에서 비교할 수 있는 스텝이 없었습니다.</translation>
    </message>
    <message>
        <source>{sampled} of {runs} runs of the cloud were computed alone, in double precision, and compared {count} times on their way to step {last}. The largest difference is {difference:.1g}; single precision may make {allowed:.1g} there.</source>
        <translation>구름의 실행 {runs}개 중 {sampled}개를 하나씩 배정밀도로 다시 계산해 스텝 {last}까지 가는 동안 {count}번 비교했습니다. 가장 큰 차이는 {difference:.1g}이고, 그곳에서 단정밀도가 낼 수 있는 차이는 {allowed:.1g}입니다.</translation>
    </message>
    <message>
        <source>Run {number} of the cloud is off by {difference:.3g} at step {step} from the same run alone; single precision may make {allowed:.1g} there.</source>
        <translation>구름의 {number}번째 실행은 스텝 {step}에서 따로 계산한 같은 실행과 {difference:.3g}만큼 다릅니다. 그곳에서 단정밀도가 낼 수 있는 차이는 {allowed:.1g}입니다.</translation>
    </message>
</context>
<context>
    <name>floors</name>
    <message>
        <source>noise floor {loss}</source>
        <translation>잡음 바닥 {loss}</translation>
    </message>
    <message>
        <source>noise floor of independent batches: $J$ = {loss} in the mean</source>
        <translation>배치가 독립일 때의 잡음 바닥: 평균 $J$ = {loss}</translation>
    </message>
    <message>
        <source>noise floor of reshuffling: $J$ = {loss} in the mean at the ends of epochs</source>
        <translation>에포크마다 섞을 때의 잡음 바닥: 에포크가 끝날 때 평균 $J$ = {loss}</translation>
    </message>
    <message>
        <source>in this order $J$ at the ends of epochs settles at {loss}</source>
        <translation>이 순서에서 에포크가 끝날 때의 $J$는 {loss}에 머뭅니다</translation>
    </message>
    <message>
        <source>rows that disagree at the minimum keep $θ$ moving (Mandt, Hoffman, Blei 2017)</source>
        <translation>최소점에서 행들이 일치하지 않으므로 $θ$가 멈추지 않습니다(Mandt, Hoffman, Blei 2017)</translation>
    </message>
    <message>
        <source>within an epoch the noise of the rows cancels in part (Mishchenko et al. 2020)</source>
        <translation>한 에포크 안에서 행들의 잡음이 일부 상쇄됩니다(Mishchenko 외 2020)</translation>
    </message>
    <message>
        <source>the same batches come in the same order, and $θ$ runs through a cycle of one epoch</source>
        <translation>같은 배치가 같은 순서로 오므로 $θ$는 한 에포크를 주기로 돕니다</translation>
    </message>
    <message>
        <source>for a constant $η$, and since $J$ is a quadratic whose rows have one Hessian</source>
        <translation>$η$가 일정하고, $J$가 모든 행의 헤세 행렬이 같은 이차함수일 때의 값입니다</translation>
    </message>
    <message>
        <source>for a constant $η$, and since $J$ is a quadratic</source>
        <translation>$η$가 일정하고 $J$가 이차함수일 때의 값입니다</translation>
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
        <source>Shift and an arrow key move the start on a landscape, and what is read on a map of runs or on the bars of a cloud; Return opens the run that is read.</source>
        <translation>Shift와 화살표 키는 손실 지형에서는 시작점을, 실행 지도와 구름의 막대에서는 읽는 자리를 옮깁니다. Return 키는 읽고 있는 실행을 엽니다.</translation>
    </message>
    <message>
        <source>Esc closes a message, and leaves the full screen.</source>
        <translation>Esc 키는 메시지를 닫고 전체 화면에서 나갑니다.</translation>
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
        <source>Arrows of the &amp;update</source>
        <translation>갱신 화살표(&amp;U)</translation>
    </message>
    <message>
        <source>Clou&amp;d of runs</source>
        <translation>실행 구름(&amp;D)</translation>
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
        <source>&amp;Check the numbers…</source>
        <translation>수치 검사(&amp;C)…</translation>
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
        <source>Exa&amp;mples</source>
        <translation>예제(&amp;M)</translation>
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
        <source>&amp;Memory for steps</source>
        <translation>스텝에 쓸 메모리(&amp;M)</translation>
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
