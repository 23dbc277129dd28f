import { type IncomingHttpHeaders, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Call {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** The address of the socket; the headers can claim anything else. */
  readonly address?: string;
}

/** Calls over a raw socket with arbitrary headers, which programs can set and pages cannot. */
export function call(port: number, path: string, { method = 'GET', headers, body, address }: Call = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const options = { host: address ?? '127.0.0.1', port, path, method, headers: { ...headers } };
    const sent = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
