@echo off
rem scripts/test.sh on Windows: builds and runs all tests; those that need programs which are not there are skipped.
setlocal
cd /d "%~dp0.."
dotnet test ZoneComp.sln -c Release --nologo %*
