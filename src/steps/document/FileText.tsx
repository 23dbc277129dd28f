/** The exact text of a document. */
export function FileText({ file }: { file: Uint8Array }) {
  return (
    <pre class="file-text" dir="ltr" translate={false}>
      {new TextDecoder().decode(file)}
    </pre>
  );
}
