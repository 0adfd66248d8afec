import { Button, Form, Input } from 'antd';
import { type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Signed } from '../../../domain/contracts/fieldwork.ts';
import {
  isSignature,
  MOST_NUMBERS,
  MOST_STROKES,
  pathOf,
  SIGNATURE_HEIGHT,
  SIGNATURE_WIDTH,
  type Strokes,
} from '../../../domain/fieldwork/strokes.ts';
import { newKey } from '../api/client.ts';

interface Pad {
  busy: boolean;
  /** What is signed for, above the field. */
  words?: string;
  action: string;
  signed: (signed: Signed) => void;
}

/** The customer signs with a finger, under what they sign for; their name is typed beside it. */
export function SignaturePad({ busy, words, action, signed }: Pad) {
  const { t } = useTranslation();
  const [strokes, setStrokes] = useState<Strokes>([]);
  const [name, setName] = useState('');
  const drawing = useRef(false);
  const right = isSignature(strokes);
  const pointOf = ({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>): [number, number] => {
    const box = currentTarget.getBoundingClientRect();
    const within = (value: number, most: number) => Math.max(0, Math.min(most, Math.round(value)));
    return [
      within(((clientX - box.left) / box.width) * SIGNATURE_WIDTH, SIGNATURE_WIDTH),
      within(((clientY - box.top) / box.height) * SIGNATURE_HEIGHT, SIGNATURE_HEIGHT),
    ];
  };
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    if (strokes.length >= MOST_STROKES) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = true;
    const point = pointOf(event);
    setStrokes((before) => [...before, point]);
  };
  const go = (event: PointerEvent<SVGSVGElement>) => {
    if (!drawing.current) return;
    const point = pointOf(event);
    setStrokes((before) => {
      const stroke = before.at(-1) ?? [];
      const [x = 0, y = 0] = stroke.slice(-2);
      const full = before.reduce((sum, { length }) => sum + length, 0) >= MOST_NUMBERS - 2;
      if (full || Math.hypot(point[0] - x, point[1] - y) < 4) return before;
      return [...before.slice(0, -1), [...stroke, ...point]];
    });
  };
  const end = () => {
    drawing.current = false;
  };
  return (
    <Form layout="vertical" onFinish={() => signed({ ref: newKey(), name: name.trim(), strokes })}>
      {words && <p className="sign-words">{words}</p>}
      <div className="sign-field">
        <svg
          viewBox={`0 0 ${SIGNATURE_WIDTH} ${SIGNATURE_HEIGHT}`}
          role="img"
          aria-label={t('field.signHere')}
          onPointerDown={begin}
          onPointerMove={go}
          onPointerUp={end}
          onPointerCancel={end}
        >
          <path d={pathOf(strokes)} />
        </svg>
        {strokes.length === 0 && <span className="sign-hint">{t('field.signHere')}</span>}
        <Button size="small" disabled={strokes.length === 0} onClick={() => setStrokes([])}>
          {t('field.signAgain')}
        </Button>
      </div>
      <Form.Item label={t('outlet.signedBy')}>
        <Input
          size="large"
          maxLength={60}
          autoComplete="off"
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </Form.Item>
      <Button
        type="primary"
        size="large"
        block
        htmlType="submit"
        loading={busy}
        disabled={!right || name.trim() === ''}
      >
        {action}
      </Button>
    </Form>
  );
}
