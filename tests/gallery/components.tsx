import type { ComponentChildren } from 'preact';
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { codes } from '../../src/messages/en/codes.ts';
import type { SpellingAlphabet } from '../../src/typed/spelling.ts';
import { ActionBar } from '../../src/ui/ActionBar.tsx';
import { Button, type ButtonLook, LinkButton } from '../../src/ui/Button.tsx';
import { Card, ChoiceCard } from '../../src/ui/Card.tsx';
import { CodeEntry } from '../../src/ui/codes/CodeEntry.tsx';
import { CodeReader } from '../../src/ui/codes/CodeReader.tsx';
import { Dialog } from '../../src/ui/Dialog.tsx';
import { ComputerDrawing, PhoneDrawing } from '../../src/ui/drawings/Devices.tsx';
import { Orbit } from '../../src/ui/drawings/Orbit.tsx';
import { Seal } from '../../src/ui/drawings/Seal.tsx';
import { EmptyState } from '../../src/ui/EmptyState.tsx';
import { Facts } from '../../src/ui/Facts.tsx';
import { CheckRow, Field, SearchField } from '../../src/ui/Field.tsx';
import { Glyph, glyphNames } from '../../src/ui/Glyph.tsx';
import { ListRow } from '../../src/ui/ListRow.tsx';
import { Menu, MenuItem, MenuLink } from '../../src/ui/Menu.tsx';
import { Meter } from '../../src/ui/Meter.tsx';
import { Notice } from '../../src/ui/Notice.tsx';
import { Chip, Pill, type Tone } from '../../src/ui/Pill.tsx';
import '../../src/ui/ui.css';
import '../../src/ui/codes/codes.css';
import './gallery.css';

const nothing = () => {};
const looks: readonly ButtonLook[] = ['primary', 'plain', 'quiet', 'danger', 'danger-filled'];
const tones: readonly Tone[] = ['plain', 'accent', 'good', 'warning', 'bad'];

function Section({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <section data-component={name}>
      <h2>{name}</h2>
      {children}
    </section>
  );
}

function Buttons() {
  return (
    <Section name="Button">
      {looks.map((look) => (
        <div key={look} class="states">
          <Button look={look} onPress={nothing}>
            {look}
          </Button>
          <Button look={look} glyph="download" onPress={nothing}>
            Glyph
          </Button>
          <Button look={look} ready={false} onPress={nothing}>
            Not ready
          </Button>
          <Button look={look} busy working="Working" onPress={nothing}>
            Busy
          </Button>
          <Button look={look} small onPress={nothing}>
            Small
          </Button>
        </div>
      ))}
      <div class="states">
        <Button pressed onPress={nothing}>
          Pressed
        </Button>
        <LinkButton href="#link" glyph="file">
          Link
        </LinkButton>
      </div>
    </Section>
  );
}

function Words() {
  return (
    <>
      <Section name="Pill">
        <div class="states">
          {tones.map((tone) => (
            <Pill key={tone} tone={tone}>
              {tone}
            </Pill>
          ))}
          <Chip label="Computer ID">K7QM-2X3Y</Chip>
        </div>
      </Section>
      <Section name="Notice">
        <Notice>A plain notice in a sentence.</Notice>
        <Notice tone="good" title="Saved.">
          The file is on this device.
        </Notice>
        <Notice
          tone="warning"
          title="Not saved."
          action={
            <Button small onPress={nothing}>
              Try again
            </Button>
          }
        >
          The disk is full.
        </Notice>
        <Notice tone="bad" title="Refused.">
          The serial number is blocked.
        </Notice>
      </Section>
    </>
  );
}

function Fields() {
  const [typed, type] = useState('Line 3, left panel');
  const [ticked, tick] = useState(true);
  return (
    <Section name="Field">
      <Field label="Name" value={typed} onType={type} hint="A name that you know the computer by." />
      <Field label="Name" value="" onType={nothing} error="Type a name." placeholder="Line 3" />
      <SearchField label="Search" placeholder="Name or ID" value="" onType={nothing} />
      <CheckRow label="Sound" hint="When a code was read" checked={ticked} onChange={tick} />
      <CheckRow label="Vibration" checked={false} onChange={nothing} />
    </Section>
  );
}

const rows = [
  ['Line 3, left panel', 'BMMP-H1XA', 'accent', 'New', true],
  ['Test bench A', '8N0N-46QK', 'good', 'License ready', false],
  ['Packaging', 'STCH-7FKM', 'bad', 'Refused', false],
  ['Oven 1', 'Y687-Z6TB', 'warning', 'Waiting', false],
] as const;

function Lists() {
  return (
    <>
      <Section name="List">
        <ul class="list">
          {rows.map(([name, id, tone, state, ticked]) => (
            <ListRow
              key={id}
              title={name}
              detail={id}
              state={<Pill tone={tone}>{state}</Pill>}
              onOpen={nothing}
              tick={{ label: `Tick ${name}`, ticked, onTick: nothing }}
            />
          ))}
          <ListRow title="Without a box" detail="K7QM-2X3Y" state={<Pill>Returned</Pill>} onOpen={nothing} />
        </ul>
        <ActionBar label="Actions">
          <p>1 ticked</p>
          <Button onPress={nothing}>Scan more</Button>
          <Button look="primary" onPress={nothing}>
            Order 1
          </Button>
        </ActionBar>
      </Section>
      <Section name="EmptyState">
        <EmptyState glyph="code" title="No requests yet">
          Scan the code on the computer.
        </EmptyState>
      </Section>
    </>
  );
}

function Surfaces() {
  return (
    <>
      <Section name="ChoiceCard">
        <div class="cards drawn">
          <ChoiceCard
            drawing={<ComputerDrawing />}
            title="This computer"
            text="It has no internet."
            onPress={nothing}
          />
          <ChoiceCard drawing={<PhoneDrawing />} title="Another computer" text="This has internet." onPress={nothing} />
        </div>
      </Section>
      <Section name="Card">
        <Card title="License">
          <Facts
            facts={[
              ['License type', 'Pro'],
              ['Licensed to', 'Universität Würzburg'],
              ['Serial number', null],
              ['Valid until', 'November 28, 2027'],
            ]}
          />
          <Meter label="Time left" text="363 days left" share={0.86} />
          <Meter label="Time left" text="12 days left" share={0.12} tone="warning" />
          <Meter label="Received" text="5 of 10 parts" share={0.5} tone="accent" />
        </Card>
      </Section>
    </>
  );
}

function Openers() {
  const [asks, ask] = useState(location.search.includes('dialog'));
  return (
    <Section name="Menu">
      <div class="states">
        <Menu label="More" align="start">
          <MenuItem glyph="swap" onPress={nothing} current>
            Fetch a license for another computer
          </MenuItem>
          <MenuItem glyph="settings" onPress={nothing}>
            Settings
          </MenuItem>
          <MenuLink glyph="download" href="#copy" parted>
            Save an offline copy
          </MenuLink>
          <MenuItem glyph="remove" danger parted onPress={() => ask(true)}>
            Delete everything
          </MenuItem>
        </Menu>
        <Menu label="Role" text="On this computer" glyph="computer" align="start">
          <MenuItem onPress={nothing}>One</MenuItem>
        </Menu>
      </div>
      {asks && (
        <Dialog
          title="Delete 3 requests?"
          confirm="Delete 3 requests"
          cancel="Cancel"
          danger
          onConfirm={() => ask(false)}
          onCancel={() => ask(false)}
        >
          <p>Their licenses are not on this device.</p>
        </Dialog>
      )}
    </Section>
  );
}

/** Of the vectors: an installation code, and with a wrong group, a foreign character, and a group that was left out. */
const installation = '4FBA13 0R5ZK6 KE4NR4 TRXHDB TNCBE0 MT4A0Z DVHFC7'.split(' ');
const mistyped = '4FBA13 OR5ZK6 KE4NRU TRXHBD MT4A0Z DVHFC7'.split(' ');

function Codes() {
  const [typed, type] = useState<readonly string[]>(mistyped);
  const [long, typeLong] = useState<readonly string[]>([]);
  const [alphabet, spell] = useState<SpellingAlphabet>('international');
  return (
    <>
      <Section name="CodeEntry">
        <CodeEntry kind="installation" groups={typed} onChange={type} words={codes} />
        <CodeEntry kind="confirmation" groups={long} onChange={typeLong} words={codes} />
      </Section>
      <Section name="CodeReader">
        <CodeReader
          label={codes.kinds.installation}
          groups={installation}
          words={codes}
          language="en"
          speaker={null}
          alphabet={alphabet}
          onAlphabet={spell}
        />
      </Section>
    </>
  );
}

function Drawings() {
  return (
    <Section name="Drawings">
      <div class="states">
        <Orbit size={40} />
        <Seal />
        <Seal kind="ending" />
        <Seal kind="ended" />
      </div>
      <div class="states">
        {glyphNames.map((name) => (
          <Glyph key={name} name={name} />
        ))}
      </div>
    </Section>
  );
}

function Gallery() {
  return (
    <main class="gallery">
      <h1>Components</h1>
      <Buttons />
      <Words />
      <Fields />
      <Lists />
      <Surfaces />
      <Codes />
      <Openers />
      <Drawings />
    </main>
  );
}

const root = document.getElementById('gallery');
const query = new URLSearchParams(location.search);
document.documentElement.dir = query.get('dir') ?? 'ltr';
if (root) render(<Gallery />, root);
