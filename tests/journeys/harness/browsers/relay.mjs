import { connect, createServer } from 'node:net';

/**
 * Runs inside a network namespace, whose only way out is the file system: forwards connections from a Unix socket to a port
 * inside, so that a test outside can drive the browser inside.
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
