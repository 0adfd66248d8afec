import type { TicketDetail } from '../../../domain/contracts/api.ts';
import { ReplyStateWords } from '../messages/reply-log.tsx';
import { Recording } from '../parts/recording.tsx';
import { RuleTag } from '../parts/rule-tag.tsx';
import { When } from '../parts/when.tsx';
import { type EventContext, eventWords, templateWords } from './event-words.ts';
import { type Entry, timelineOf } from './timeline.ts';
import { useEventContext } from './use-event-context.ts';
import { WhyView } from './why-view.tsx';

/** One history: events, messages, recordings, newest first; automatic decisions with their "why" beside them. */
export function TimelineView({ detail }: { detail: TicketDetail }) {
  const context = useEventContext();
  const { t } = context;
  return (
    <section>
      <h2 className="ticket-section">{t('ticket.history')}</h2>
      <ol className="timeline">
        {timelineOf(detail).map((entry) => (
          <li key={entry.key} data-kind={entry.kind === 'event' ? kindOf(entry.item.type) : entry.kind}>
            <div className="timeline-at">
              <When at={entry.at} />
            </div>
            <div className="timeline-what">
              <EntryView entry={entry} context={context} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function EntryView({ entry, context }: { entry: Entry; context: EventContext }) {
  const { t } = context;
  switch (entry.kind) {
    case 'event': {
      const { actor, rule } = entry.item;
      return (
        <>
          <span>{eventWords(entry.item, context)}</span>
          <span className="timeline-actor">
            {actor.name ?? t(`event.actor.${actor.kind}`)} {rule && <RuleTag rule={rule} />}
          </span>
          {entry.note && <div className="timeline-note">{entry.note}</div>}
          {entry.verdict && <WhyView decision={entry.verdict} outletName={entry.item.outletName} />}
        </>
      );
    }
    case 'message': {
      const { message } = entry;
      return (
        <>
          <span>{t('event.message', { template: templateWords(message.template, t) })}</span>
          <span className="timeline-actor">{messageState(message.state, context)}</span>
          <div className="timeline-note">{message.body}</div>
        </>
      );
    }
    case 'reply':
      return (
        <>
          <span>{t('event.reply.words')}</span>
          <span className="timeline-actor">
            <ReplyStateWords reply={entry.reply} />
          </span>
          <div className="timeline-note">{entry.reply.body}</div>
        </>
      );
    case 'recording':
      return (
        <>
          <span>{t('event.recording', { kind: t(`trade.recordingKind.${entry.recording.kind}`) })}</span>
          <Recording id={entry.recording.id} seconds={entry.recording.seconds} />
        </>
      );
    default:
      return entry satisfies never;
  }
}

const messageState = (state: string, { t }: EventContext): string =>
  state === 'queued' || state === 'sent' || state === 'delivered' || state === 'failed'
    ? t(`trade.messageState.${state}`)
    : state;

/** What went wrong stands out; the rest is even. */
const kindOf = (type: string): string =>
  /declined|timed_out|handed_over|cancelled|reopened|chased/.test(type) ? 'trouble' : 'event';
