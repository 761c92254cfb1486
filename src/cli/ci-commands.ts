/**
 * Log lines that CI servers take for commands: GitHub reads `::name …` and `##[…]`, Azure `##vso[…]`, TeamCity
 * `##teamcity[…]`. A plugin's output must not reach them as such, or it could forge annotations and variables.
 */
export function withoutCiCommands(text: string): string {
  return text.replace(/^([ \t#]*):(?=:)/gm, '$1\\:').replace(/#(?=#(vso|teamcity)?\[)/g, '#\\');
}
