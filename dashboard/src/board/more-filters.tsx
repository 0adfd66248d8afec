import { Badge, Button, Checkbox, Form, Popover, Select, TreeSelect } from 'antd';
import { useTranslation } from 'react-i18next';
import { LATE_LEVELS, PRIORITIES } from '../../../domain/vocabulary.ts';
import { useMapOutlets } from '../api/queries.ts';
import { useReferenceData } from '../parts/reference.tsx';
import type { PlaceOption } from '../text/places.ts';
import { BOARD_FLAGS, type BoardFilters, moreFilters } from './filters.ts';

interface More {
  filters: BoardFilters;
  change: (part: Partial<BoardFilters>) => void;
}

/** The filters that are asked for less often, behind one button that says how many are set. */
export function MoreFilters({ filters, change }: More) {
  const { t } = useTranslation();
  return (
    <Popover trigger="click" placement="bottomLeft" content={<Fields filters={filters} change={change} />}>
      <Badge count={moreFilters(filters)} size="small" color="var(--accent)">
        <Button>{t('board.more')}</Button>
      </Badge>
    </Popover>
  );
}

interface Node {
  value: string;
  title: string;
  children?: Node[];
}
const nodeOf = ({ value, label, children }: PlaceOption): Node => ({
  value,
  title: label,
  ...(children && { children: children.map(nodeOf) }),
});

function Fields({ filters, change }: More) {
  const { t } = useTranslation();
  const { categories, categoryName, places, units, unitName } = useReferenceData();
  const outlets = useMapOutlets();
  return (
    <Form layout="vertical" className="more-filters">
      <Form.Item label={t('board.place')}>
        <TreeSelect
          allowClear
          showSearch={{ treeNodeFilterProp: 'title' }}
          placeholder={t('board.anyPlace')}
          value={filters.place}
          onChange={(place) => change({ place: place ?? null })}
          treeData={places.options.map(nodeOf)}
        />
      </Form.Item>
      <Form.Item label={t('board.category')}>
        <Select
          mode="multiple"
          allowClear
          placeholder={t('board.anyCategory')}
          value={filters.categories}
          onChange={(chosen) => change({ categories: chosen })}
          options={categories.map(({ code }) => ({ value: code, label: categoryName(code) }))}
        />
      </Form.Item>
      <Form.Item label={t('board.priority')}>
        <Checkbox.Group
          value={filters.priorities}
          onChange={(priorities) => change({ priorities })}
          options={PRIORITIES.map((priority) => ({
            value: priority,
            label: t(`trade.priority.${priority}`),
          }))}
        />
      </Form.Item>
      <Form.Item label={t('board.store')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('board.anyStore')}
          value={filters.storeId}
          onChange={(storeId) => change({ storeId: storeId ?? null })}
          options={units
            .filter(({ kind }) => kind === 'store')
            .map(({ id }) => ({ value: id, label: unitName(id) }))}
        />
      </Form.Item>
      <Form.Item label={t('board.outlet')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          loading={outlets.isPending}
          placeholder={t('board.anyOutlet')}
          value={filters.outletId}
          onChange={(outletId) => change({ outletId: outletId ?? null })}
          options={outlets.data?.items.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item label={t('tickets.level')}>
        <Select
          allowClear
          placeholder={t('tickets.anyLevel')}
          value={filters.level}
          onChange={(level) => change({ level: level ?? null })}
          options={LATE_LEVELS.map((level) => ({
            value: level,
            label: t('tickets.climbedTo', { level: t(`trade.lateLevel.${level}`) }),
          }))}
        />
      </Form.Item>
      <Form.Item label={t('board.only')}>
        <Checkbox.Group
          value={filters.flags}
          onChange={(flags) => change({ flags: BOARD_FLAGS.filter((flag) => flags.includes(flag)) })}
          options={BOARD_FLAGS.map((flag) => ({ value: flag, label: t(`board.flag.${flag}`) }))}
        />
      </Form.Item>
    </Form>
  );
}
