import { Checkbox, Input, InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PolicyValue } from '../../../domain/contracts/policy.ts';
import { usePolicyForm } from './policy-context.ts';
import type { Schema } from './schema.ts';
import { usePolicyNames } from './use-names.ts';

interface ValueField {
  path: string[];
  value: PolicyValue;
  schema: Schema | undefined;
  /** Said to those who listen; the name when left out. */
  label?: string;
}

/** One value with the control that its schema asks for, and what is wrong with it below. */
export function ValueField({ path, value, schema, label }: ValueField) {
  const { editor, problems, changed } = usePolicyForm();
  const names = usePolicyNames();
  const key = path.join('.');
  const wrong = problems.filter((problem) => problem.path === key);
  return (
    <span className="policy-value" data-changed={changed.has(key) || undefined}>
      <Control
        value={value}
        schema={schema}
        label={label ?? names.wholeName(path)}
        unit={names.unit(path)}
        disabled={!editor.mayEdit}
        wrong={wrong.length > 0}
        onChange={(next) => editor.set(path, next)}
      />
      {wrong.map((problem) => (
        <ProblemWords key={problem.code} problem={problem} />
      ))}
    </span>
  );
}

export function ProblemWords({ problem }: { problem: { code: string; limit: number | null } }) {
  const { t } = useTranslation();
  return (
    <span className="late policy-problem" role="alert">
      {t(`policy.problem.${problem.code as 'too_small'}`, { limit: problem.limit ?? 0 })}
    </span>
  );
}

interface Control {
  value: PolicyValue;
  schema: Schema | undefined;
  label: string;
  unit: string;
  disabled: boolean;
  wrong: boolean;
  onChange: (value: PolicyValue) => void;
}

function Control({ value, schema, label, unit, disabled, wrong, onChange }: Control) {
  const status = wrong ? 'error' : undefined;
  const common = { 'aria-label': label, disabled };
  if (Array.isArray(value)) {
    if (schema?.items?.maximum === 3) return <Tiers {...{ value, label, disabled, onChange }} />;
    return (
      <Select
        {...common}
        mode="tags"
        open={false}
        suffixIcon={null}
        status={status}
        className="policy-list"
        value={value.map(String)}
        onChange={(items: string[]) =>
          onChange(schema?.items?.type === 'string' ? items : items.map(Number).filter(Number.isFinite))
        }
      />
    );
  }
  if (typeof value === 'boolean') return <Switch {...common} checked={value} onChange={onChange} />;
  if (schema?.enum) {
    return (
      <Select
        {...common}
        value={String(value)}
        options={schema.enum.map((word) => ({ value: word, label: word }))}
        onChange={onChange}
      />
    );
  }
  if (typeof value === 'string') {
    return (
      <Input
        {...common}
        status={status}
        className={schema?.pattern ? 'policy-time' : 'policy-text'}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  }
  return (
    <InputNumber
      {...common}
      status={status}
      className="policy-number"
      value={value as number | null}
      suffix={unit || undefined}
      onChange={(next) => onChange(next)}
    />
  );
}

/** Market tiers, of three. */
function Tiers({
  value,
  label,
  disabled,
  onChange,
}: Pick<Control, 'label' | 'disabled' | 'onChange'> & { value: PolicyValue[] }) {
  const names = usePolicyNames();
  return (
    <Checkbox.Group
      aria-label={label}
      disabled={disabled}
      value={value as number[]}
      options={[1, 2, 3].map((tier) => ({ value: tier, label: names.name([String(tier)]) }))}
      onChange={(tiers) => onChange((tiers as number[]).sort())}
    />
  );
}
