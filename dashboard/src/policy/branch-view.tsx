import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyValue } from '../../../domain/contracts/policy.ts';
import { RuleTag } from '../parts/rule-tag.tsx';
import { OwnFirstMatrix } from './own-first-matrix.tsx';
import { usePolicyForm } from './policy-context.ts';
import {
  blankRow,
  columnsOf,
  inner,
  isOpen,
  isRows,
  isTree,
  nullable,
  type Schema,
  type Tree,
} from './schema.ts';
import { ruleOf, usePolicyNames } from './use-names.ts';
import { ProblemWords, ValueField } from './value-field.tsx';

interface Branch {
  path: string[];
  value: Tree;
  schema: Schema | undefined;
}

/** A branch of the policy: its own values first, then the branches below, each as what it looks like. */
export function BranchView({ path, value, schema }: Branch) {
  const { rules, editor, problems } = usePolicyForm();
  const names = usePolicyNames();
  const entries = Object.entries(value);
  const isDeep = ([key, one]: [string, PolicyValue]) => isTree(one) || isRows(one, inner(schema, key));
  const plain = entries.filter((entry) => !isDeep(entry));
  const deep = entries.filter(isDeep);
  const own = ruleOf(rules, path);
  return (
    <>
      {plain.length > 0 && (
        <div className="policy-fields">
          {plain.map(([key, one]) => {
            const at = [...path, key];
            const rule = ruleOf(rules, at);
            const hint = names.hint(at);
            return (
              <div key={key} className="policy-field">
                <span className="policy-name">
                  {names.name(at)} {rule && rule !== own && <RuleTag rule={rule} />}
                </span>
                <span className="policy-control">
                  <ValueField path={at} value={one} schema={inner(schema, key)} />
                  {isOpen(schema) && editor.mayEdit && (
                    <Remove label={names.name(at)} onClick={() => editor.set(at, undefined)} />
                  )}
                </span>
                {hint && <span className="quiet policy-hint">{hint}</span>}
              </div>
            );
          })}
        </div>
      )}
      {isOpen(schema) && editor.mayEdit && plain.length > 0 && (
        <AddKey path={path} like={plain[0]?.[1] ?? 0} taken={value} />
      )}
      {deep.map(([key, one]) => {
        const at = [...path, key];
        const rule = ruleOf(rules, at);
        const hint = names.hint(at);
        return (
          <section key={key} className="policy-group">
            <h3>
              {names.name(at)} {rule && rule !== own && <RuleTag rule={rule} />}
            </h3>
            {hint && <p className="quiet">{hint}</p>}
            {problems
              .filter((problem) => problem.path === at.join('.'))
              .map((problem) => (
                <ProblemWords key={problem.code} problem={problem} />
              ))}
            <Deep path={at} value={one} schema={inner(schema, key)} />
          </section>
        );
      })}
    </>
  );
}

function Deep({ path, value, schema }: { path: string[]; value: PolicyValue; schema: Schema | undefined }) {
  if (isRows(value, schema)) return <RowsTable path={path} rows={value} schema={schema} />;
  if (!isTree(value)) return null;
  if (path.join('.') === 'dispatch.ownFirst') return <OwnFirstMatrix path={path} value={value} />;
  const columns = columnsOf(value);
  if (columns) return <BranchTable path={path} value={value} schema={schema} columns={columns} />;
  return <BranchView path={path} value={value} schema={schema} />;
}

/** Branches with the same values, one below the other. */
function BranchTable({ path, value, schema, columns }: Branch & { columns: string[] }) {
  const names = usePolicyNames();
  return (
    <table className="data-table policy-table" aria-label={names.name(path)}>
      <thead>
        <tr>
          <th />
          {columns.map((column) => (
            <th key={column} scope="col">
              {names.name([...path, column])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Object.entries(value).map(([row, branch]) => (
          <tr key={row}>
            <th scope="row">{names.name([...path, row])}</th>
            {columns.map((column) => (
              <td key={column}>
                <ValueField
                  path={[...path, row, column]}
                  value={(branch as Tree)[column] ?? null}
                  schema={inner(inner(schema, row), column)}
                  label={`${names.name([...path, row])} ${names.name([...path, column])}`}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A list of things with the same values; its length may change. */
function RowsTable({ path, rows, schema }: { path: string[]; rows: Tree[]; schema: Schema | undefined }) {
  const { t } = useTranslation();
  const { editor } = usePolicyForm();
  const names = usePolicyNames();
  const columns = Object.keys(rows[0] ?? blankRow(schema));
  const change = (at: number, column: string, value: PolicyValue) =>
    editor.set(
      path,
      rows.map((row, index) => (index === at ? { ...row, [column]: value } : row)),
    );
  return (
    <>
      {rows.length === 0 && <p className="quiet">{t('policy.noRows')}</p>}
      <table className="data-table policy-table" aria-label={names.name(path)} hidden={rows.length === 0}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {names.name([...path, column])}
              </th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list
            <tr key={index}>
              {columns.map((column) => (
                <td key={column}>
                  <RowValue
                    value={row[column] ?? null}
                    schema={inner(schema?.items, column)}
                    label={`${names.name([...path, column])} ${index + 1}`}
                    unit={names.unit([column])}
                    disabled={!editor.mayEdit}
                    onChange={(value) => change(index, column, value)}
                  />
                </td>
              ))}
              <td>
                {editor.mayEdit && rows.length > (schema?.minItems ?? 0) && (
                  <Remove
                    label={String(index + 1)}
                    onClick={() =>
                      editor.set(
                        path,
                        rows.filter((_, at) => at !== index),
                      )
                    }
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {editor.mayEdit && schema && (
        <Button
          size="small"
          onClick={() => editor.set(path, [...rows, { ...(rows.at(-1) ?? blankRow(schema)) }])}
        >
          {t('policy.addRow')}
        </Button>
      )}
    </>
  );
}

interface RowValue {
  value: PolicyValue;
  schema: Schema | undefined;
  label: string;
  unit: string;
  disabled: boolean;
  onChange: (value: PolicyValue) => void;
}

function RowValue({ value, schema, label, unit, disabled, onChange }: RowValue) {
  const { t } = useTranslation();
  const names = usePolicyNames();
  const { schema: some, orAny } = nullable(schema);
  const common = { 'aria-label': label, disabled, placeholder: orAny ? t('policy.any') : undefined };
  if (some?.enum) {
    return (
      <Select
        {...common}
        className="policy-number"
        allowClear={orAny}
        value={value === null ? undefined : String(value)}
        options={some.enum.map((word) => ({ value: word, label: names.name([word]) }))}
        onChange={(word) => onChange(word ?? null)}
      />
    );
  }
  if (typeof value === 'string') {
    return (
      <Input
        {...common}
        className={some?.format === 'date' ? 'policy-date' : 'policy-number'}
        type={some?.format === 'date' ? 'date' : undefined}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  }
  return (
    <InputNumber
      {...common}
      className="policy-number"
      suffix={unit || undefined}
      value={value as number | null}
      onChange={(next) => onChange(next)}
    />
  );
}

function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      danger
      type="text"
      size="small"
      aria-label={t('policy.removeNamed', { name: label })}
      onClick={onClick}
    >
      {t('policy.remove')}
    </Button>
  );
}

function AddKey({ path, like, taken }: { path: string[]; like: PolicyValue; taken: Tree }) {
  const { t } = useTranslation();
  const { editor } = usePolicyForm();
  const [key, setKey] = useState('');
  const fresh = key.trim();
  return (
    <p className="policy-add">
      <Input
        aria-label={t('policy.newKey')}
        placeholder={t('policy.newKey')}
        value={key}
        maxLength={60}
        onChange={({ target }) => setKey(target.value)}
      />
      <Button
        disabled={fresh === '' || fresh in taken}
        onClick={() => {
          editor.set([...path, fresh], like);
          setKey('');
        }}
      >
        {t('policy.addKey')}
      </Button>
    </p>
  );
}
