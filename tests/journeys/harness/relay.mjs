import { connect, createServer } from 'node:net';

/**
 * Runs inside a network namespace that has no way out but the file system: passes connections on a Unix socket to a
 * port in there, so that a test outside can steer the browser inside.
 */
const [socket, port] = process.argv.slice(2);
createServer((outside) => {
  const inside = connect(Number(port), '127.0.0.1');
  outside.pipe(inside).pipe(outside);
  for (const end of [outside, inside]) {
    end.on('error', () => {
      outside.destroy();
      inside.destroy();
    });
  }
}).listen(socket);
