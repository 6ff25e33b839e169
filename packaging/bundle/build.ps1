# packaging\bundle\build.ps1: the program as one folder, dist\moneytime, then tries it; with Inno Setup (iscc) also its installer.
# MONEYTIME_WEIGHTS: base (default), tiny.en for a small build, or none.
$ErrorActionPreference = 'Stop'
$root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
Set-Location $root

function Invoke-Step([string] $program, [string[]] $arguments) {
    & $program @arguments
    if ($LASTEXITCODE -ne 0) { throw "$program ended with $LASTEXITCODE" }
}

Invoke-Step 'powershell' @('-NoProfile', '-ExecutionPolicy', 'Bypass', '-File', 'packaging\run.ps1', '--version')
$python = '.venv\Scripts\python.exe'
Invoke-Step $python @('-m', 'pip', 'install', '--disable-pip-version-check', '--require-hashes', '--only-binary', ':all:', '--no-deps', '-r', 'packaging\lock-bundle.txt')
if ($env:MONEYTIME_WEIGHTS -eq 'tiny.en') {
    Invoke-Step $python @('-m', 'pip', 'install', '--disable-pip-version-check', '--require-hashes', '--only-binary', ':all:', '--no-deps', '-r', 'packaging\weights-small.txt')
}
Invoke-Step $python @('packaging\icons.py', '--programs')
Invoke-Step $python @('packaging\licences.py', 'build\licences')
Invoke-Step '.venv\Scripts\pyinstaller.exe' @('packaging\bundle\windows.spec', '--noconfirm', '--distpath', 'dist', '--workpath', 'build\pyinstaller', '--log-level', 'ERROR')

$away = Join-Path ([IO.Path]::GetTempPath()) ([Guid]::NewGuid())
New-Item -ItemType Directory $away | Out-Null
try {
    $env:MONEYTIME_HOME = Join-Path $away 'data'
    $env:MONEYTIME_CACHE = Join-Path $away 'cache'
    Invoke-Step 'dist\moneytime\moneytime-cli.exe' @('--version')
    Invoke-Step 'dist\moneytime\moneytime-cli.exe' @('--import-every-module')
    Invoke-Step 'dist\moneytime\moneytime-cli.exe' @('demo', '--headless')
} finally {
    Remove-Item -Recurse -Force $away
}
# its set-up does not put it where programs are looked for
$iscc = @('iscc', "${env:ProgramFiles(x86)}\Inno Setup 6\ISCC.exe") |
    Where-Object { Get-Command $_ -ErrorAction SilentlyContinue } | Select-Object -First 1
if ($iscc) {
    $version = (Select-String -Path copilot\__init__.py -Pattern '__version__ = "(.*)"').Matches[0].Groups[1].Value
    Invoke-Step $iscc @('/Qp', "/DVersion=$version", 'packaging\bundle\windows.iss')
}
