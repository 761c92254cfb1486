import type {Command} from '../command.ts';
import {commandWords} from './words.ts';

/** A completion script for bash; zsh takes it through bashcompinit. */
export function bashCompletion(all: readonly Command[]): string {
  const commands = commandWords(all);
  const names = commands.map(({name}) => name).join(' ');
  const flags = commands.map(
    ({name, flags}) => `    ${name}) flags="${flags.map(flag => `--${flag.name}`).join(' ')}" ;;\n`,
  );
  const choices = new Map(
    commands.flatMap(command =>
      command.flags.filter(flag => flag.choices.length > 0).map(flag => [flag.name, flag.choices]),
    ),
  );
  const values = [...choices].map(
    ([name, words]) => `    --${name}) COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$cur")); return ;;\n`,
  );
  return `# plugtest completion bash > /etc/bash_completion.d/plugtest
# zsh: autoload -U +X bashcompinit && bashcompinit, then the same
_plugtest() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command=${commands[0]?.name} word flags=
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case " ${names} " in *" $word "*) command=$word; break ;; esac
  done
  case "$prev" in
${values.join('')}    --select|--exclude|explain) COMPREPLY=($(compgen -W "$(plugtest list 2>/dev/null | awk 'NF > 2 {print $1}')" -- "$cur")); return ;;
  esac
  case "$command" in
${flags.join('')}  esac
  case "$cur" in
    -*) COMPREPLY=($(compgen -W "$flags --help --version" -- "$cur")) ;;
    *)
      COMPREPLY=($(compgen -f -- "$cur"))
      [ "$COMP_CWORD" = 1 ] && COMPREPLY+=($(compgen -W "${names}" -- "$cur")) ;;
  esac
}
complete -o filenames -F _plugtest plugtest
`;
}
