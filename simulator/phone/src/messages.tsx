import { Button, Empty, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextMessage } from '../../carrier/types.ts';
import { carrier } from './carrier.ts';
import { Said } from './transcript.tsx';

/** The text messages that this number got; `news` counts up when there is a further one. */
export function Messages({ number, news }: { number: string; news: number }) {
  const { t } = useTranslation();
  const [messages, setMessages] = useState<TextMessage[]>([]);
  const [written, setWritten] = useState('');
  const [sent, setSent] = useState(0);
  const [lost, setLost] = useState(false);
  // Nothing can be written from a number that nobody sees.
  const withheld = number === 'anonymous';
  const send = () => {
    const body = written.trim();
    if (!body) return;
    carrier.text(number, body).then(
      () => {
        setWritten('');
        setLost(false);
        setSent((count) => count + 1);
      },
      () => setLost(true),
    );
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: news is what asks again
  useEffect(() => {
    let current = true;
    carrier.messages(number).then(
      ({ items }) => {
        if (current) setMessages(items);
      },
      () => {},
    );
    return () => {
      current = false;
    };
  }, [number, news, sent]);

  const received = messages.filter(({ status }) => status !== 'undelivered');
  return (
    <section className="panel messages" aria-label={t('messages')}>
      <h2>
        {t('messages')} {received.length > 0 && <span className="muted num">{received.length}</span>}
      </h2>
      <div className="lines" role="log">
        {received.length === 0 && (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('messagesEmpty')} />
        )}
        {received.map((message) => (
          <Said
            key={message.sid}
            by={message.status === 'received' ? 'mine' : 'heard'}
            at={message.createdAt}
          >
            <Linked text={message.body} />
          </Said>
        ))}
      </div>
      <form
        className="write"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Input
          value={written}
          disabled={withheld}
          status={lost ? 'error' : undefined}
          maxLength={300}
          aria-label={t('messageWrite')}
          placeholder={t('messageWrite')}
          onChange={({ target }) => setWritten(target.value)}
        />
        <Button htmlType="submit" disabled={withheld || !written.trim()}>
          {t('messageSend')}
        </Button>
      </form>
    </section>
  );
}

/** Text whose web addresses can be opened. */
function Linked({ text }: { text: string }) {
  return text.split(/(https?:\/\/[\w\-./?=&%#:~+]+)/).map((part, index) =>
    index % 2 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message never change
      <a key={index} href={part} target="_blank" rel="noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
