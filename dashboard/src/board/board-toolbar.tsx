import { BellOutlined } from '@ant-design/icons';
import { Button, type InputRef, Segmented, Select } from 'antd';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { TICKET_KINDS } from '../../../domain/vocabulary.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { BOARD_MODES, type BoardMode } from './board-mode.ts';
import { type BoardFilters, isFiltered, NO_FILTERS } from './filters.ts';
import { MoreFilters } from './more-filters.tsx';
import { setRescueSound, useRescueSound } from './rescue-sound.ts';
import { useRoomName } from './room-name.ts';
import { SearchField } from './search-field.tsx';
import { ViewsMenu } from './views-menu.tsx';

interface Toolbar {
  rooms: string[];
  room: string;
  mode: BoardMode;
  setMode: (mode: BoardMode) => void;
  filters: BoardFilters;
  setFilters: (filters: BoardFilters) => void;
  shown: number;
  total: number;
  search: RefObject<InputRef | null>;
  /** Absent: this person assigns nothing. */
  outlets?: { open: boolean; toggle: () => void };
  showHelp: () => void;
}

/** What narrows the board, and how it is shown. All of it is in the address. */
export function BoardToolbar(props: Toolbar) {
  const { rooms, room, mode, setMode, filters, setFilters, shown, total, search, outlets, showHelp } = props;
  const { t } = useTranslation();
  const { regions } = useReferenceData();
  const change = (part: Partial<BoardFilters>) => setFilters({ ...filters, ...part });
  return (
    <search className="board-toolbar">
      <Segmented
        value={mode}
        onChange={setMode}
        options={BOARD_MODES.map((value) => ({ value, label: t(`board.view.${value}`) }))}
      />
      <RoomSelect rooms={rooms} room={room} />
      <SearchField value={filters.search} change={(text) => change({ search: text })} input={search} />
      {room === 'province' && (
        <Select
          className="board-region"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('board.allRegions')}
          aria-label={t('board.region')}
          value={filters.regionId}
          onChange={(regionId) => change({ regionId: regionId ?? null })}
          options={regions.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Select
        className="board-kinds"
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        placeholder={t('board.allKinds')}
        aria-label={t('board.kind')}
        value={filters.kinds}
        onChange={(kinds) => change({ kinds })}
        options={TICKET_KINDS.map((kind) => ({ value: kind, label: t(`trade.kind.${kind}`) }))}
      />
      <Segmented
        value={filters.late ?? 'all'}
        onChange={(late) => change({ late: late === 'soon' || late === 'late' ? late : null })}
        options={(['all', 'soon', 'late'] as const).map((late) => ({
          value: late,
          label: t(`board.late.${late}`),
        }))}
      />
      <MoreFilters filters={filters} change={change} />
      <span className="board-count">
        {isFiltered(filters) ? t('board.countOf', { shown, total }) : t('board.count', { shown })}
      </span>
      {isFiltered(filters) && (
        <Button type="link" size="small" onClick={() => setFilters(NO_FILTERS)}>
          {t('common.clearFilters')}
        </Button>
      )}
      <span className="board-tools">
        <ViewsMenu />
        {outlets && mode !== 'map' && (
          <Button aria-pressed={outlets.open} onClick={outlets.toggle}>
            {t('board.outlets')} <kbd>o</kbd>
          </Button>
        )}
        <SoundSwitch />
        <Button className="board-help" type="text" onClick={showHelp}>
          {t('board.keys')} <kbd>?</kbd>
        </Button>
      </span>
    </search>
  );
}

function SoundSwitch() {
  const { t } = useTranslation();
  const on = useRescueSound();
  return (
    <Button
      type="text"
      icon={<BellOutlined />}
      aria-pressed={on}
      title={t('rescue.soundMeans')}
      onClick={() => setRescueSound(!on)}
    >
      {t(on ? 'rescue.soundOn' : 'rescue.soundOff')}
    </Button>
  );
}

/** For whoever may look at more than one board. */
function RoomSelect({ rooms, room }: { rooms: string[]; room: string }) {
  const { t } = useTranslation();
  const nameOf = useRoomName();
  const [, setParams] = useSearchParams();
  if (rooms.length < 2) return null;
  const choose = (next: string) =>
    setParams((params) => {
      const changed = new URLSearchParams(params);
      changed.set('room', next);
      return changed;
    });
  return (
    <Select
      className="board-room"
      aria-label={t('board.room')}
      showSearch={{ optionFilterProp: 'label' }}
      value={room}
      onChange={choose}
      options={rooms.map((name) => ({ value: name, label: nameOf(name) }))}
    />
  );
}
