/**
 * How the command line tool is split into files. Finding, reading and compiling one costs Node a millisecond, so there are few:
 * what every command needs, what a command on a machine needs, error texts, and one for each further command.
 */
export const commandFiles = {
  groups: [
    { name: 'start', test: /cli\/main\.ts$/, priority: 3 },
    { name: 'machine', test: /cli\/machine\/verify\.ts$/, priority: 2 },
    { name: 'explain', test: /cli\/explain\.ts$/, priority: 1 },
  ],
};
