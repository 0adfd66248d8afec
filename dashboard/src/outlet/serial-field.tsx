import { ScanOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** As far as it is used; browsers that read barcodes have it (Shape Detection API). */
interface BarcodeDetector {
  detect(picture: ImageBitmap): Promise<{ rawValue: string }[]>;
}
declare global {
  interface Window {
    BarcodeDetector?: new () => BarcodeDetector;
  }
}

/** Serial numbers are as long as this at most. */
const LONGEST = 40;

/** A serial number: typed, or read from a photo of its barcode where the browser can; also without a network. */
export function SerialField({ name, label }: { name: string; label: string }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const [busy, setBusy] = useState(false);
  /** What the photo says: null before one was taken. */
  const [found, setFound] = useState<string[] | null>(null);
  const Detector = window.BarcodeDetector;
  const choose = (value: string) => {
    form.setFieldValue(name, value);
    setFound(null);
  };
  const read = async (file: File | undefined) => {
    if (!file || !Detector) return;
    setBusy(true);
    const values = await barcodesIn(new Detector(), file).catch(() => []);
    setBusy(false);
    const [first] = values;
    if (first && values.length === 1) choose(first);
    else setFound(values);
  };
  return (
    <Form.Item label={label} htmlFor={name} className="serial-field">
      <div className="serial-row">
        <Form.Item name={name} noStyle>
          <Input id={name} size="large" maxLength={LONGEST} autoCapitalize="characters" autoComplete="off" />
        </Form.Item>
        {Detector && (
          <label className="photo-button" aria-busy={busy}>
            <ScanOutlined aria-hidden="true" />
            <span>{t(busy ? 'field.scanning' : 'field.scan')}</span>
            <input
              type="file"
              accept="image/*"
              capture="environment"
              disabled={busy}
              aria-label={t('field.scanOf', { what: label })}
              onChange={({ currentTarget }) => {
                void read(currentTarget.files?.[0]).then(() => {
                  currentTarget.value = '';
                });
              }}
            />
          </label>
        )}
      </div>
      {found && (
        <div className="serial-found" role="status">
          <span>{t(found.length > 0 ? 'field.scanChoose' : 'field.scanNone')}</span>
          {found.map((value) => (
            <Button key={value} size="large" onClick={() => choose(value)}>
              {value}
            </Button>
          ))}
        </div>
      )}
    </Form.Item>
  );
}

/** Each barcode of the photo once; what is too long to be a serial number (a web address, say) is left out. */
async function barcodesIn(detector: BarcodeDetector, file: Blob): Promise<string[]> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const values = (await detector.detect(picture)).map(({ rawValue }) => rawValue.trim());
    return [...new Set(values)].filter((value) => value !== '' && value.length <= LONGEST);
  } finally {
    picture.close();
  }
}
