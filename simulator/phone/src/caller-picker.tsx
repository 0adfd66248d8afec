import { Select, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DemoCaller, hotline } from './hotline.ts';
import { asCaller, grouped, newNumber } from './numbers.ts';

/** Who this phone is. */
export type Caller =
  | { kind: 'anonymous' | 'unknown' | 'typed'; number: string }
  | { kind: 'customer'; number: string; name: string };

export function isCaller(value: unknown): value is Caller {
  return typeof value === 'object' && value !== null && 'number' in value && 'kind' in value;
}

interface Option {
  value: string;
  label: string;
  caller: Caller;
  note: string;
  openTicket: boolean;
}

const SEARCH_DELAY_MS = 250;

/** A caller's name, or the number, or what stands for it. */
export function useCallerName(): (caller: Caller) => string {
  const { t } = useTranslation();
  return (caller) => {
    if (caller.kind === 'customer') return caller.name;
    return caller.kind === 'anonymous' ? t('anonymous') : grouped(caller.number);
  };
}

/** Chooses who calls: a customer of the demo province, nobody known, or any number. */
export function CallerPicker(props: {
  caller: Caller;
  disabled: boolean;
  onChoose: (caller: Caller) => void;
}) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [customers, setCustomers] = useState<DemoCaller[]>([]);
  const [fresh, setFresh] = useState(newNumber);
  const nameOf = useCallerName();

  useEffect(() => {
    let current = true;
    const timer = setTimeout(async () => {
      const found = await hotline.callers(search);
      if (current) setCustomers(found?.items ?? []);
    }, SEARCH_DELAY_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [search]);

  /** A bare number says how many appliances the customer has. */
  const noteOf = (note: string) => (/^\d+$/.test(note) ? t('appliances', { count: Number(note) }) : note);
  const typed = asCaller(search);
  const special: Option[] = [
    // A number that a customer has is that customer: two options of one number could not be told apart.
    ...(typed && !customers.some(({ number }) => number === typed)
      ? [optionOf({ kind: 'typed', number: typed }, t('useNumber', { number: grouped(typed) }), '')]
      : []),
    optionOf({ kind: 'anonymous', number: 'anonymous' }, t('anonymous'), t('anonymousNote')),
    optionOf({ kind: 'unknown', number: fresh }, t('unknown'), grouped(fresh)),
  ];
  const known = customers.map((customer) => ({
    ...optionOf({ kind: 'customer', number: customer.number, name: customer.name }, customer.name, ''),
    note: [grouped(customer.number), customer.district, noteOf(customer.note)].filter(Boolean).join(' · '),
    openTicket: customer.openTicket,
  }));
  const all = [...special, ...known];
  const nobody = { label: t('special'), options: special };
  const customersGroup = { label: t('customers'), options: known };
  // Whoever searches for a name or a number on file is looking for that customer; any other number is meant as it is.
  const customersFirst = search !== '' && special[0]?.caller.kind !== 'typed';
  const groups =
    known.length === 0 ? [nobody] : customersFirst ? [customersGroup, nobody] : [nobody, customersGroup];

  return (
    <div className="picker">
      <label htmlFor="caller">{t('who')}</label>
      <Select
        id="caller"
        className="picker-select"
        size="large"
        disabled={props.disabled}
        placeholder={t('whoPlaceholder')}
        value={props.caller.number}
        labelRender={() => (
          <span className="picked">
            {nameOf(props.caller)}
            {props.caller.kind === 'customer' && (
              <span className="muted num"> {grouped(props.caller.number)}</span>
            )}
            {props.caller.kind === 'unknown' && <span className="muted"> · {t('unknown')}</span>}
          </span>
        )}
        showSearch={{ filterOption: false, searchValue: search, onSearch: setSearch }}
        listHeight={360}
        options={groups}
        optionRender={({ value }) => <OptionView option={all.find((option) => option.value === value)} />}
        onSelect={(value: string) => {
          const chosen = all.find((option) => option.value === value);
          setSearch('');
          if (!chosen) return;
          props.onChoose(chosen.caller);
          if (chosen.caller.kind === 'unknown') setFresh(newNumber());
        }}
      />
    </div>
  );
}

function OptionView({ option }: { option: Option | undefined }) {
  const { t } = useTranslation();
  if (!option) return null;
  return (
    <div className="caller-option">
      <span>
        {option.label} {option.openTicket && <Tag color="processing">{t('openTicket')}</Tag>}
      </span>
      {option.note && <span className="muted num">{option.note}</span>}
    </div>
  );
}

function optionOf(caller: Caller, label: string, note: string): Option {
  return { value: caller.number, label, caller, note, openTicket: false };
}
