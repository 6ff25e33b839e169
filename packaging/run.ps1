# packaging\run.ps1 [ARGUMENTS...]: starts Money Time from this checkout (the twin of packaging/run for Windows).
# The first start sets everything up in .venv; later ones start at once and need no network.
# Not `param(...)`: everything given belongs to moneytime, switches included.
$ErrorActionPreference = 'Stop'
$root = Split-Path -Parent $PSScriptRoot
$venv = Join-Path $root '.venv'
$scripts = Join-Path $venv 'Scripts'
$venvPython = Join-Path $scripts 'python.exe'
$stamp = Join-Path $venv '.set-up-app'
$locks = @('packaging\lock.txt', 'packaging\lock-build.txt', 'packaging\weights.txt') | ForEach-Object { Join-Path $root $_ }

function Stop-WithSentence([string] $sentence) {
    [Console]::Error.WriteLine("moneytime: $sentence")
    exit 2
}

function Get-Fingerprint {
    $files = @((Join-Path $root 'pyproject.toml'), $PSCommandPath) + $locks
    "$root " + (($files | ForEach-Object { (Get-FileHash -Algorithm SHA256 -LiteralPath $_).Hash }) -join ' ')
}

function Test-Python([string[]] $command) {
    if (-not (Get-Command $command[0] -ErrorAction SilentlyContinue)) { return $false }
    $check = 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14) or sys.maxsize < 2**32)'
    $ErrorActionPreference = 'Continue' # py.exe complains on stderr about a version it does not have
    $rest = @($command | Select-Object -Skip 1) + @('-c', $check)
    & $command[0] @rest 2>$null | Out-Null
    return $LASTEXITCODE -eq 0
}

function Find-Python {
    foreach ($command in @(@('py', '-3.13'), @('py', '-3.12'), @('py', '-3.11'), @('python'), @('python3'))) {
        if (Test-Python $command) { return , $command }
    }
    Stop-WithSentence 'Python 3.11, 3.12 or 3.13 (64 bit) is needed. Install it (winget install Python.Python.3.13) and start again.'
}

function Invoke-Pip([string[]] $arguments) {
    # Windows PowerShell 5 takes a native program's stderr for an error as soon as it is redirected: let cmd.exe redirect
    $quoted = ($arguments | ForEach-Object { '"' + $_ + '"' }) -join ' '
    $log = Join-Path $venv 'setup.log'
    cmd.exe /d /c "`"`"$venvPython`" -m pip install --disable-pip-version-check --no-input $quoted >>`"$log`" 2>&1`""
    if ($LASTEXITCODE -ne 0) {
        Get-Content -LiteralPath $log -Tail 15 | ForEach-Object { [Console]::Error.WriteLine($_) }
        Stop-WithSentence "setting up failed; the whole log is $log. Check the network and start again."
    }
}

function Install-App {
    # an environment that was moved calls the old place: make it anew
    $made = Join-Path $venv '.made-in'
    $usable = (Test-Path -LiteralPath $venvPython) -and (Test-Path -LiteralPath $made) -and
        ((Get-Content -LiteralPath $made -Raw).Trim() -eq $root) -and (Test-Python @($venvPython))
    if (-not $usable) {
        $python = Find-Python
        if (Test-Path -LiteralPath $venv) { Remove-Item -LiteralPath $venv -Recurse -Force }
        $rest = @($python | Select-Object -Skip 1) + @('-m', 'venv', $venv)
        & $python[0] @rest
        if ($LASTEXITCODE -ne 0) { Stop-WithSentence "could not make $venv with $($python -join ' ')" }
        Set-Content -LiteralPath $made -Value $root
    }
    [Console]::Error.WriteLine("moneytime: setting up $venv (only the first time, and after an update)")
    $locked = @('--require-hashes', '--only-binary', ':all:', '--no-deps') + ($locks | ForEach-Object { '-r', $_ })
    Invoke-Pip $locked
    Invoke-Pip @('--no-deps', '--no-build-isolation', '--no-index', '-e', $root)
    Set-Content -LiteralPath $stamp -Value (Get-Fingerprint)
}

$current = (Test-Path -LiteralPath $stamp) -and (Test-Path -LiteralPath $venvPython) -and
    ((Get-Content -LiteralPath $stamp -Raw).Trim() -eq (Get-Fingerprint))
if (-not $current) { Install-App }
& (Join-Path $scripts 'moneytime.exe') @args
exit $LASTEXITCODE
