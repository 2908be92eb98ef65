@echo off
rem Double click: the workbench on the sample where this build has one, and a short menu. A policy file dropped on it is computed.
rem ASCII labels: cmd finds them by bytes.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
set ZONECOMP_LANG=zh
set PATH=%~dp0;%PATH%
if not "%~1"=="" (
  set "policy=%~1"
  goto compute
)
zonecomp.exe --help | findstr /c:"  serve" >nul
if errorlevel 1 goto menu
if not exist "sample-data\out\run.json" zonecomp.exe run "sample-data\policy.yaml" -o "sample-data\out"
if not errorlevel 1 start "ZoneComp 工作台" zonecomp.exe serve "sample-data\policy.yaml"

:menu
echo.
echo   ZoneComp 生态保护补偿计算
echo   1  计算示例，并打开结果网页
echo   2  由自己的图层目录起草测算方案
echo   3  按测算方案计算
echo   4  打开文档
echo   5  打开命令行
echo   0  退出
set choice=
set /p choice=请输入数字后回车：
if "%choice%"=="1" goto sample
if "%choice%"=="2" goto draft
if "%choice%"=="3" goto run
if "%choice%"=="4" (
  start "" "文档\index.html"
  goto menu
)
if "%choice%"=="5" (
  start "ZoneComp" cmd /k "zonecomp.exe --help"
  goto menu
)
if "%choice%"=="0" goto end
if not defined choice goto end
goto menu

:sample
zonecomp.exe run "sample-data\policy.yaml" -o "sample-data\out"
if not errorlevel 1 start "" "sample-data\out\report.html"
goto menu

:draft
set folder=
set /p folder=图层所在目录（可将文件夹拖到此处）：
if not defined folder goto menu
set folder=%folder:"=%
zonecomp.exe init "%folder%-测算方案" --from "%folder%"
goto menu

:run
set policy=
set /p policy=测算方案 policy.yaml（可拖到此处）：
if not defined policy goto menu
set policy=%policy:"=%

:compute
for %%F in ("%policy%") do set results=%%~dpFout
zonecomp.exe run "%policy%" -o "%results%"
if not errorlevel 1 start "" "%results%\report.html"
goto menu

:end
endlocal
