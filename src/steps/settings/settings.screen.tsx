import { software, version } from 'virtual:bundled-software';
import { LanguagePicker } from '../../ui/LanguagePicker.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { DeleteEverything } from './DeleteEverything.tsx';
import { Stored } from './Stored.tsx';

/** Language, what is stored, privacy, help, and what the software is made of. */
export default function Settings() {
  const { journey, messages, chooseLanguage } = useWizard();
  const { settings } = messages;
  const { role } = journey.state.value;
  const { product, serviceUrl } = journey.profile;
  return (
    <ScreenFrame title={settings.title}>
      <h2>{settings.device}</h2>
      <dl class="facts">
        <dt>{settings.product}</dt>
        <dd>
          {product.name} {product.version}
        </dd>
        <dt>{settings.role}</dt>
        <dd>{role ? messages.role[role] : settings.noRole}</dd>
        <dt>{settings.version}</dt>
        <dd dir="ltr" translate={false}>
          Keyferry {version}
        </dd>
      </dl>
      <LanguagePicker label={messages.chooseLanguage} language={messages.language} choose={chooseLanguage} />
      <Stored />
      <h2>{settings.privacy}</h2>
      <p>{settings.privacyText(serviceUrl)}</p>
      <p>{settings.noTracking}</p>
      <Help />
      <h2>{settings.about}</h2>
      <p>
        {settings.made} {settings.softwareText(software.length - 1)}
      </p>
      <button type="button" onClick={journey.openSoftware}>
        {settings.software}
      </button>
      <DeleteEverything />
    </ScreenFrame>
  );
}

function Help() {
  const { journey, messages } = useWizard();
  const { settings } = messages;
  const { support, statusUrl } = journey.profile;
  const { url, email, phone } = support ?? {};
  return (
    <>
      <h2>{settings.help}</h2>
      {!url && !email && !phone && <p>{settings.noHelp}</p>}
      <p class="links">
        {url && <a href={url}>{settings.support}</a>}
        {email && <a href={`mailto:${email}`}>{email}</a>}
        {phone && <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>}
        {statusUrl && <a href={statusUrl}>{settings.status}</a>}
      </p>
    </>
  );
}
