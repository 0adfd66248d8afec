import { Input, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { FINISHED_WITH, type FinishedWith } from '../../../domain/fieldwork/words.ts';
import { LATE_LEVELS, OFFER_ANSWERS, TICKET_KINDS, TICKET_STATES } from '../../../domain/vocabulary.ts';
import { useMapOutlets } from '../api/queries.ts';
import { Choice, ClearFilters } from '../parts/choice.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { useAddress } from '../parts/use-address.ts';
import { useDayWords } from '../parts/when.tsx';

const NAMES = [
  ...(['q', 'state', 'kind', 'region', 'outlet', 'late', 'level', 'paused'] as const),
  // Come to by a figure, and shown as what it counts.
  ...(['finished', 'answer', 'scored', 'day', 'days'] as const),
];

type Name = (typeof NAMES)[number];

/** What narrows the list of tickets; a search is for a number, a phone or an outlet. */
export function TicketFilters() {
  const { t } = useTranslation();
  const { regions } = useReferenceData();
  const [params, put] = useAddress<Name>();
  const outletId = Number(params.get('outlet'));
  const outlets = useMapOutlets(outletId > 0);
  const list = (name: 'state' | 'kind') => params.get(name)?.split(',').filter(Boolean) ?? [];
  return (
    <search className="filters">
      <Input.Search
        key={params.get('q') ?? ''}
        className="filter-wide"
        allowClear
        defaultValue={params.get('q') ?? ''}
        placeholder={t('tickets.search')}
        aria-label={t('tickets.search')}
        maxLength={60}
        onSearch={(text) => put({ q: text.trim() })}
      />
      <Select
        mode="multiple"
        className="filter-wide"
        allowClear
        maxTagCount="responsive"
        aria-label={t('tickets.state')}
        placeholder={t('tickets.allStates')}
        value={list('state')}
        onChange={(states) => put({ state: states.join(',') })}
        options={TICKET_STATES.map((state) => ({ value: state, label: t(`trade.state.${state}`) }))}
      />
      <Select
        mode="multiple"
        className="filter"
        allowClear
        maxTagCount="responsive"
        aria-label={t('tickets.kind')}
        placeholder={t('board.allKinds')}
        value={list('kind')}
        onChange={(kinds) => put({ kind: kinds.join(',') })}
        options={TICKET_KINDS.map((kind) => ({ value: kind, label: t(`trade.kind.${kind}`) }))}
      />
      <Choice
        label={t('board.region')}
        any={t('board.allRegions')}
        value={params.get('region')}
        put={(id) => put({ region: id })}
        options={regions.map(({ id, name }) => ({ value: String(id), label: name }))}
        searched
      />
      <Choice
        label={t('tickets.due')}
        any={t('tickets.anyDue')}
        value={params.get('late')}
        put={(late) => put({ late: late })}
        options={(['true', 'soon', 'false'] as const).map((late) => ({
          value: late,
          label: t(`tickets.late.${late}`),
        }))}
      />
      <Choice
        label={t('tickets.level')}
        any={t('tickets.anyLevel')}
        value={params.get('level')}
        put={(level) => put({ level: level })}
        options={LATE_LEVELS.map((level) => ({
          value: level,
          label: t('tickets.climbedTo', { level: t(`trade.lateLevel.${level}`) }),
        }))}
      />
      <Choice
        label={t('tickets.waiting')}
        any={t('tickets.anyWaiting')}
        value={params.get('paused')}
        put={(paused) => put({ paused: paused })}
        options={(['true', 'false'] as const).map((paused) => ({
          value: paused,
          label: t(`tickets.paused.${paused}`),
        }))}
      />
      {outletId > 0 && (
        <Tag closable onClose={() => put({ outlet: '' })}>
          {outlets.data?.items.find(({ id }) => id === outletId)?.name ?? t('board.outlet')}
        </Tag>
      )}
      <CountedBy />
      <ClearFilters names={NAMES} />
    </search>
  );
}

/** What a figure counted that led here; taken away like any other filter. */
function CountedBy() {
  const { t } = useTranslation();
  const dayWords = useDayWords();
  const [params, put] = useAddress<Name>();
  const days = Number(params.get('days')) || 30;
  const finished = FINISHED_WITH.find((each) => each === params.get('finished'));
  const answer = OFFER_ANSWERS.find((each) => each === params.get('answer'));
  const day = params.get('day');
  const shown: [Name, string | false | null | undefined][] = [
    ['finished', finished && `${wordsOf(finished)} · ${t('work.days', { count: days })}`],
    ['answer', answer && `${t(`tickets.answer.${answer}`)} · ${t('work.days', { count: days })}`],
    ['scored', params.has('scored') && `${t('tickets.scored')} · ${t('work.days', { count: days })}`],
    ['day', day && t('tickets.plannedOn', { day: dayWords(day) })],
  ];
  function wordsOf(with_: FinishedWith): string {
    switch (with_) {
      case 'any':
        return t('work.finished');
      case 'code':
        return t('work.confirmed');
      case 'no_code':
        return t('work.noCode');
      case 'unquoted':
        return t('work.unquoted');
      case 'differs':
        return t('work.differs');
      default:
        return t('tickets.noCodeFor', { reason: t(`fieldwork.codeAbsence.${with_}`) });
    }
  }
  return shown.map(
    ([name, words]) =>
      words && (
        <Tag key={name} closable onClose={() => put({ [name]: null })}>
          {words}
        </Tag>
      ),
  );
}
