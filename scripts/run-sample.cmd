@echo off
rem scripts/run-sample.sh on Windows: builds the program and runs it on the sample data.
setlocal
cd /d "%~dp0.."
dotnet build src\ZoneComp.Cli -c Release --nologo -v quiet || exit /b 1
dotnet src\ZoneComp.Cli\bin\Release\net10.0\zonecomp.dll run sample-data\policy.yaml -o out\sample %*
