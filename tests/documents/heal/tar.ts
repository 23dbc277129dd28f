const block = 512;

/** An archive as tar writes it; a name that ends in `/` is a folder. */
export function tarOf(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts = Object.entries(files).flatMap(([name, content]) => {
    const padding = new Uint8Array((block - (content.length % block)) % block);
    return [headerOf(name, content.length), content, padding];
  });
  return Uint8Array.from(Buffer.concat([...parts, new Uint8Array(2 * block)]));
}

function headerOf(name: string, size: number): Uint8Array {
  const header = Buffer.alloc(block);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write(name.endsWith('/') ? '5' : '0', 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}
