# PowerShell completion of mdmkit. What is typed is passed as arguments, and never read as text of a shell again.
Register-ArgumentCompleter -Native -CommandName mdmkit -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text })
  & mdmkit __complete "current=$wordToComplete" @words 2>$null | Where-Object { $_ -ne ':files' } | ForEach-Object {
    $text, $summary = $_ -split "`t", 2
    if (-not $summary) { $summary = $text }
    [System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $summary)
  }
}
