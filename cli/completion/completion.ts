import { exitCodes } from '../command.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument } from '../framework/parameters.ts';
import { choice } from '../framework/valueTypes.ts';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { completionsOf } from './model.ts';
import { zshScript } from './zsh.ts';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

export const command = defineCommand({
  name: 'completion',
  summary: 'Print a script that completes commands and options in a shell.',
  arguments: { shell: argument({ value: 'SHELL', type: choice(['bash', 'zsh', 'fish']), help: 'bash, zsh or fish' }) },
  notes: 'Load the script when your shell starts, and generate it again after an update of keyferry.',
  examples: [
    { does: 'Load it in bash, in ~/.bashrc', line: 'completion bash > ~/.keyferry.bash && . ~/.keyferry.bash' },
    { does: 'Install it for zsh, in a folder of $fpath', line: 'completion zsh > ~/.zfunc/_keyferry' },
    { does: 'Install it for fish', line: 'completion fish > ~/.config/fish/completions/keyferry.fish' },
  ],
  async run({ shell }, { commands, stdout }) {
    stdout.write(scripts[shell](await completionsOf(commands)));
    return exitCodes.success;
  },
});
