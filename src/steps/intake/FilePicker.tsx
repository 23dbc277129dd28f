import type { ComponentChildren } from 'preact';

interface FilePickerProps {
  readonly children: ComponentChildren;
  readonly class: string;
  readonly multiple?: boolean;
  /** Opens the phone's own camera app instead of its files. */
  readonly capture?: boolean;
  readonly onChoose: (files: readonly File[]) => void;
}

/** A button that opens the browser's file dialog. */
export function FilePicker({ children, class: look, multiple = false, capture, onChoose }: FilePickerProps) {
  function take(event: Event): void {
    const input = event.currentTarget as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // Cleared, so that the same file can be chosen again after a refusal.
    input.value = '';
    if (files.length > 0) onChoose(files);
  }

  return (
    <label class={look}>
      {children}
      <input
        type="file"
        class="unseen"
        multiple={multiple}
        onChange={take}
        {...(capture && { accept: 'image/*', capture: 'environment' })}
      />
    </label>
  );
}
