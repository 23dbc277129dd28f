const profile = `      --profile FILE   vendor profile of the product (default: KEYFERRY_PROFILE, else the one that this tool
                       carries, else vendor.json in the current folder)`;
const help = `  -h, --help           this text`;
const exits = `Ends with 0 when the license is good here, with 3 when it is and the clock is suspect, with 1 when it is refused.`;

export const requestHelp = `Usage: keyferry machine request [OPTIONS]

Makes a license request for this machine, writes it to a file, and shows everything that leaves the machine with it.

  -o, --output FILE    where to write it (default: the product's id, in the current folder)
      --force          replace a file that exists
${profile}
${help}
`;

export const wizardHelp = `Usage: keyferry machine wizard [OPTIONS]

Goes all the way in a browser on this machine: shows the license request as a code and as a file, takes the license by
camera, file or text, puts it where the product reads it, and gives it back. It works without any network, on the same files
as the other machine commands, so that each goes on where another has stopped.

      --to FILE        where the product reads its license (default: as the vendor profile says)
      --no-open        do not open the browser; the address is shown anyway
${profile}
${help}

The address holds a token that is good for one browser, once. Nobody else is answered: no other page, program or user.
`;

export const activateHelp = `Usage: keyferry machine activate [FILE] [OPTIONS]

Verifies a license, or finds the one for this machine in a file of many, and puts it where the product reads it. A copy is
kept in this user's own folder whatever happens; without FILE, that copy is put in its place.

      --to FILE        where the product reads it (default: as the vendor profile says)
${profile}
${help}
`;

export const statusHelp = `Usage: keyferry machine status [OPTIONS]

Shows what is licensed on this machine, until when, and which components of the machine match.

      --to FILE        where the product reads its license (default: as the vendor profile says)
      --json           as JSON
${profile}
${help}

${exits}
`;

export const verifyHelp = `Usage: keyferry machine verify FILE [OPTIONS]

Verifies a license for this machine and this moment. Changes nothing.

      --json           say what came of it as JSON
${profile}
${help}

${exits}
`;

export const explainHelp = `Usage: keyferry machine explain FILE [OPTIONS]

Says what a file is, whether it is intact, and what is wrong with it: a license request, a license, a list of keys, a return
receipt, several of them in one file, or a file of another vendor. With the vendor profile it also says whether a license is
good on this machine.

${profile}
${help}

Ends with 0 when nothing is wrong with it, else with 1.
`;

export const returnHelp = `Usage: keyferry machine return [OPTIONS]

Gives this machine's license back and writes the receipt by which the vendor frees its seat. From then on the license is
refused here. Run again, it writes the same receipt again.

  -o, --output FILE    where to write the receipt (default: the product's id, in the current folder)
      --force          replace a file that exists
      --yes            do not ask
      --to FILE        where the product reads its license (default: as the vendor profile says)
${profile}
${help}
`;
