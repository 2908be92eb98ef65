#!/usr/bin/env bash
# Asks the package registry for known vulnerabilities of all packages, direct and transitive. A registry that carries no such data answers
# "no vulnerable packages" too, so a package with a published advisory is asked for first (Newtonsoft.Json 12.0.1, GHSA-5crp-9r3c-p9vr).
set -euo pipefail
cd "$(dirname "$0")/.."
control=$(mktemp -d)
trap 'rm -rf "$control"' EXIT
cat > "$control/control.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup><ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.1" /></ItemGroup></Project>
XML
dotnet restore "$control/control.csproj" -v q
told=$(cd "$control" && dotnet list package --vulnerable --format json)
found=$(dotnet list ZoneComp.sln package --vulnerable --include-transitive --format json)
if grep -q '"vulnerabilities"' <<< "$found"; then
    echo "$found"
    echo "VULNERABLE packages are in use"
    exit 1
elif grep -q '"vulnerabilities"' <<< "$told"; then
    echo "no known vulnerability in any package"
else
    echo "UNKNOWN: this registry does not tell of vulnerabilities (it knows nothing of the control package's); nothing was checked"
fi
