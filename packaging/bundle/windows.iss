; Inno Setup recipe: dist\MoneyTime-VERSION-setup.exe from the folder dist\moneytime. Called by build.ps1 with /DVersion=...
#ifndef Version
  #error Give the version: iscc /DVersion=1.2.3 windows.iss
#endif

[Setup]
AppId={{6B7C7B6E-62C5-4C0B-9B0F-5D0B4B6D7A41}
AppName=Money Time
AppVersion={#Version}
AppPublisher=the Money Time authors
DefaultDirName={autopf}\Money Time
DefaultGroupName=Money Time
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
SourceDir=..\..
OutputDir=dist
OutputBaseFilename=MoneyTime-{#Version}-setup
SetupIconFile=build\moneytime.ico
UninstallDisplayIcon={app}\moneytime.exe
LicenseFile=LICENSE
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
MinVersion=10.0
ChangesAssociations=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"

[Files]
Source: "dist\moneytime\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Money Time"; Filename: "{app}\moneytime.exe"

[Registry]
Root: HKA; Subkey: "Software\Classes\.vtt\OpenWithProgids"; ValueType: string; ValueName: "MoneyTime.Transcript"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.srt\OpenWithProgids"; ValueType: string; ValueName: "MoneyTime.Transcript"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\MoneyTime.Transcript"; ValueType: string; ValueName: ""; ValueData: "Money Time"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\MoneyTime.Transcript\DefaultIcon"; ValueType: string; ValueName: ""; ValueData: "{app}\moneytime.exe,0"
Root: HKA; Subkey: "Software\Classes\MoneyTime.Transcript\shell\open\command"; ValueType: string; ValueData: """{app}\moneytime.exe"" open ""%1"""

[Run]
Filename: "{app}\moneytime.exe"; Description: "{cm:LaunchProgram,Money Time}"; Flags: nowait postinstall skipifsilent
