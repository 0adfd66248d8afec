import { App, Button, Input, Modal } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { saveWordingSchema, WordingView } from '../../../domain/contracts/messages.ts';
import { useWordingPreview, useWordingVersions } from '../api/message-queries.ts';
import { useWrite } from '../api/use-write.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { mayWordMessages } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';

type Save = z.infer<typeof saveWordingSchema>;

/** One text message: its words, what it may name, how it reads and in how many parts it is sent; and who changed it. */
export function WordingDialog({ wording, close }: { wording: WordingView; close: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = mayWordMessages(useMe());
  const { template, language, builtIn, own, parts, version } = wording;
  const [text, setText] = useState(own || builtIn);
  const [why, setWhy] = useState('');
  const area = useRef<TextAreaRef>(null);
  const kept = text.trim() === builtIn ? '' : text.trim();
  const preview = useWordingPreview(template, language, kept);
  const versions = useWordingVersions(template, language);
  const write = useWrite<Save, unknown>(() => {
    void message.success(t('messages.saved'));
    close();
  });
  const insert = (name: string) => {
    const input = area.current?.resizableTextArea?.textArea;
    const at = input?.selectionStart ?? text.length;
    setText(`${text.slice(0, at)}{${name}}${text.slice(input?.selectionEnd ?? at)}`);
    input?.focus();
  };
  const { body, segments, units, room, fault, part } = preview.data ?? {};
  const path = `/api/message-wordings/${template}/${language}`;
  return (
    <Modal
      open
      width={680}
      title={`${t(`trade.messageTemplate.${template}`)} · ${t(`messages.language.${language}`)}`}
      onCancel={close}
      footer={
        <>
          <Button onClick={close}>{t('common.back')}</Button>
          {may && (
            <Button
              type="primary"
              loading={write.isPending}
              disabled={Boolean(fault) || why.trim().length < 2 || kept === own}
              onClick={() => write.mutate({ path, body: { text: kept, why: why.trim(), version } })}
            >
              {t('messages.save')}
            </Button>
          )}
        </>
      }
    >
      {write.error && <TroubleAlert error={write.error} kept={t('common.keptTyped')} />}
      {parts.length > 0 && (
        <p className="wording-parts">
          <span className="quiet">{t('messages.mayName')}</span>
          {parts.map(({ name, sample, needed }) => (
            <Button key={name} size="small" disabled={!may} title={sample} onClick={() => insert(name)}>
              {t(`messages.part.${name}` as 'messages.part.number', { defaultValue: name })}
              {needed && ` ${t('messages.needed')}`}
            </Button>
          ))}
        </p>
      )}
      <Input.TextArea
        ref={area}
        value={text}
        rows={4}
        maxLength={500}
        disabled={!may}
        aria-label={t('messages.text')}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="quiet">{t('messages.bracketHint')}</p>
      {fault && (
        <p className="late" role="alert">
          {t(`messages.fault.${fault}`, { part: part ?? '' })}
        </p>
      )}
      {body && !fault && (
        <>
          <p className="quiet">{t('messages.preview', { segments, units, room })}</p>
          <p className="wording-preview">{body}</p>
        </>
      )}
      {may && (
        <div className="wording-why">
          <Input
            value={why}
            maxLength={200}
            placeholder={t('messages.why')}
            aria-label={t('messages.why')}
            onChange={(event) => setWhy(event.target.value)}
          />
          {text.trim() !== builtIn && (
            <Button onClick={() => setText(builtIn)}>{t('messages.toBuiltIn')}</Button>
          )}
        </div>
      )}
      {versions.data && versions.data.items.length > 0 && (
        <ul className="wording-versions">
          {versions.data.items.map((one) => (
            <li key={one.version}>
              <b>{t('messages.versionNo', { version: one.version })}</b> {one.by} <When at={one.at} /> ·{' '}
              {one.why}
              <div className="quiet message-body">{one.text || t('messages.builtIn')}</div>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
}
