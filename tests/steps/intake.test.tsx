// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import { layouts } from '../../src/documents/keyboard/layouts.ts';
import { Refusal } from '../../src/refusal.ts';
import { frameTextFor } from '../../src/transfer/frame.ts';
import { linkFor } from '../../src/transfer/link.ts';
import { packParcel } from '../../src/transfer/packParcel.ts';
import { createSender } from '../../src/transfer/sender.ts';
import { openDevice } from '../activation/environment.ts';
import { typedOn } from '../documents/keyboard/typedOn.ts';
import { courierWith, type Device, machineWithRequest, noise, requestFile } from './devices.ts';
import { announces, button, cleanUp, heading, languages, noButton, show, text } from './wizard.tsx';

cleanUp();

const cameras = [{ id: 'a', name: 'Front camera' }];
const codes = () => {
  const sender = createSender({ kind: 'file', name: 'log.bin', bytes: noise(4000) }, 'https://example.test/');
  return Array.from({ length: sender.pageCount(1) + 3 }, (_, page) => sender.code(page, 1).text);
};

/** A machine whose camera is on. */
async function scanning(all = cameras): Promise<Device> {
  const device = await machineWithRequest({ cameras: all });
  device.journey.machine.receive();
  device.journey.open('camera');
  return device;
}

describe.each(languages)('in %s', (_name, messages) => {
  const { intake: words } = messages;

  it('a device with a camera scans, and opens files and pictures', async () => {
    show(await courierWith(0, { cameras }), messages);
    expect(button(words.scan).className).toContain('primary');
    text(words.openFile);
    button(words.paste);
    expect(screen.queryByText(words.dropHint)).toBeNull();
  });

  it('a phone without a usable camera takes pictures with its own camera app', async () => {
    show(await courierWith(0), messages);
    text(words.cameraMissing);
    expect(noButton(words.scan)).toBe(true);
    const picture = text(words.takePicture).querySelector('input');
    expect(picture?.getAttribute('capture')).toBe('environment');
    expect(picture?.accept).toBe('image/*');
  });

  it('a computer without a camera offers files first, and accepts dropped ones', async () => {
    const device = await courierWith(0, { handheld: false });
    await device.journey.chooseRole('courier');
    show(device, messages);
    expect(text(words.openFile).className).toContain('primary');
    text(words.dropHint);
    expect(screen.queryByText(words.takePicture)).toBeNull();
  });

  it('a page without camera access says why', async () => {
    const device = await openDevice({
      handheld: true,
      ports: (ports) => ({ ...ports, camera: { ...ports.camera, access: 'needs-secure-page' } }),
    });
    show(device, messages);
    text(words.cameraNeedsSecurePage);
  });

  it('a newly connected camera is offered at once', async () => {
    const device = await courierWith(0);
    show(device, messages);
    expect(noButton(words.scan)).toBe(true);
    act(() => device.environment.plugIn(cameras));
    button(words.scan);
  });

  it('text can be pasted', async () => {
    const device = await courierWith(0);
    show(device, messages);
    expect(button(words.paste).getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(button(words.paste));
    expect(button(words.paste).getAttribute('aria-expanded')).toBe('true');
    const box = screen.getByRole('textbox', { name: words.pasteLabel }) as HTMLTextAreaElement;
    await waitFor(() => expect(document.activeElement).toBe(box));
    box.value = new TextDecoder().decode(await requestFile(11));
    fireEvent.submit(box.form as HTMLFormElement);
    await waitFor(() => expect(heading()).toBe(messages.licenseType.title));
  });

  it('a scanner types a code and Enter, also on another keyboard', async () => {
    const device = await courierWith(0);
    show(device, messages);
    fireEvent.click(button(words.paste));
    const box = screen.getByRole('textbox', { name: words.pasteLabel }) as HTMLTextAreaElement;
    const link = linkFor(
      'http://10.0.0.7/',
      frameTextFor(packParcel({ kind: 'document', bytes: await requestFile(11) })),
    );
    box.value = typedOn({ scanner: layouts[0], computer: layouts[1] }, link) ?? '';
    box.setSelectionRange(box.value.length, box.value.length);
    expect(box.value).toMatch(/^httpÖ--10.0.0.7-§\$3X/);
    fireEvent.keyDown(box, { key: 'a' });
    fireEvent.keyDown(box, { key: 'Enter', isComposing: true });
    expect(heading()).not.toBe(messages.licenseType.title);
    fireEvent.keyDown(box, { key: 'Enter' });
    await waitFor(() => expect(heading()).toBe(messages.licenseType.title));
  });

  it('a scanned code of which characters got lost says what to set', async () => {
    const device = await courierWith(0);
    show(device, messages);
    fireEvent.click(button(words.paste));
    const box = screen.getByRole('textbox', { name: words.pasteLabel }) as HTMLTextAreaElement;
    box.value = (typedOn({ scanner: layouts[0], computer: layouts[1] }, codes()[0] ?? '') ?? '').slice(0, -1);
    fireEvent.submit(box.form as HTMLFormElement);
    const { next } = messages.refusal('scanner-keyboard-layout', { scanner: 'us', layouts: ['de'] });
    await waitFor(() => text(next));
  });

  it('Enter starts a new line in a text of several words', async () => {
    const device = await courierWith(0);
    show(device, messages);
    fireEvent.click(button(words.paste));
    const box = screen.getByRole('textbox', { name: words.pasteLabel }) as HTMLTextAreaElement;
    box.value = '<?xml version="1.0" encoding="UTF-8"?>';
    box.setSelectionRange(box.value.length, box.value.length);
    expect(fireEvent.keyDown(box, { key: 'Enter' })).toBe(true);
    box.value = new TextDecoder().decode(await requestFile(11)).trim();
    box.setSelectionRange(box.value.length, box.value.length);
    expect(fireEvent.keyDown(box, { key: 'Enter' })).toBe(false);
    await waitFor(() => expect(heading()).toBe(messages.licenseType.title));
  });

  it('a chosen file is imported', async () => {
    const device = await courierWith(0);
    show(device, messages);
    const input = text(words.openFile).querySelector('input') as HTMLInputElement;
    expect(input.multiple).toBe(true);
    const file = new File([new Uint8Array(await requestFile(11))], 'request.licreq');
    Object.defineProperty(input, 'files', { value: [file] });
    fireEvent.change(input);
    await waitFor(() => expect(heading()).toBe(messages.licenseType.title));
    expect(input.value).toBe('');
  });

  it('a scan shows instructions and progress, and ends when complete', async () => {
    const device = await scanning();
    show(device, messages);
    expect(screen.queryByText(messages.collect.text)).toBeNull();
    await waitFor(() => expect(announces(words.looking)).toBe(true));
    const [first = '', ...others] = codes();
    act(() => void device.environment.see({ texts: [first] }));
    expect(announces(words.reading)).toBe(true);
    const bar = screen.getByRole('progressbar', { name: words.progress });
    const needed = Number(bar.getAttribute('aria-valuemax'));
    expect(bar.getAttribute('aria-valuenow')).toBe('1');
    expect(bar.getAttribute('aria-valuetext')).toBe(words.parts(1, needed));
    for (const code of others.slice(0, Math.ceil(needed / 2)))
      act(() => void device.environment.see({ texts: [code] }));
    expect(announces(words.percent(50))).toBe(true);
    for (const code of others) act(() => void device.environment.see({ texts: [code] }));
    await waitFor(() => expect(heading()).toBe(messages.arrived.title));
  });

  it('an interrupted scan is shown and continues', async () => {
    const device = await scanning();
    show(device, messages);
    await waitFor(() => expect(announces(words.looking)).toBe(true));
    const [first = '', second = ''] = codes();
    act(() => void device.environment.see({ texts: [first, second] }));
    const { needed = 0 } = device.journey.intake.unfinished() ?? {};
    fireEvent.click(button(words.stop));
    expect(
      screen.getByText(
        (_text, element) => element?.className === 'note' && element.textContent === words.unfinished(2, needed),
      ),
    ).toBeTruthy();
  });

  it('a foreign code is reported', async () => {
    const device = await scanning();
    show(device, messages);
    await waitFor(() => expect(announces(words.looking)).toBe(true));
    act(() => void device.environment.see({ texts: ['https://example.test/a-label'] }));
    expect(announces(words.foreign)).toBe(true);
  });

  it('the controls match the camera’s capabilities', async () => {
    const device = await scanning([...cameras, { id: 'b', name: 'Back camera' }]);
    show(device, messages);
    const choice = (await screen.findByRole('combobox', { name: words.camera })) as HTMLSelectElement;
    expect([...choice.options].map((option) => option.text)).toEqual(['Front camera', 'Back camera']);
    const lamp = button(words.lamp);
    expect(lamp.getAttribute('aria-pressed')).toBe('false');
    fireEvent.click(lamp);
    await waitFor(() => expect(lamp.getAttribute('aria-pressed')).toBe('true'));
    const zoom = screen.getByRole('slider', { name: words.zoom }) as HTMLInputElement;
    expect([zoom.min, zoom.max]).toEqual(['1', '4']);
    fireEvent.click(screen.getByRole('checkbox', { name: words.feedback }));
    await waitFor(() => expect(device.disk.settings.get('feedback')).toBe('on'));
    choice.value = 'b';
    fireEvent.change(choice);
    await waitFor(() => expect(device.environment.wanted.at(-1)).toEqual({ id: 'b', name: 'Back camera' }));
  });

  it('a camera without capabilities has no controls', async () => {
    const device = await scanning();
    show(device, messages);
    await waitFor(() => expect(announces(words.looking)).toBe(true));
    expect(screen.queryByRole('combobox', { name: words.camera })).toBeNull();
  });

  it('a disconnected camera leaves its reason and does not start again', async () => {
    const device = await scanning();
    show(device, messages);
    await waitFor(() => expect(announces(words.looking)).toBe(true));
    act(() => device.environment.loseCamera(new Refusal('camera-busy')));
    await waitFor(() => expect(heading()).toBe(messages.refusal('camera-busy', {}).title));
    fireEvent.click(button(messages.refusalLabels.back));
    expect(heading()).toBe(messages.receive.title);
    button(words.scan);
  });

  it('a user who finds no code for a while gets alternatives', async () => {
    const device = await scanning();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      show(device, messages);
      await vi.waitFor(() => expect(announces(words.looking)).toBe(true));
      act(() => void vi.advanceTimersByTime(8000));
      expect(announces(words.stillLooking)).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});
