import { Image } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Fieldwork, PartView, QuoteView } from '../../../domain/contracts/fieldwork.ts';
import { chargeAgreement, formatQuantity } from '../../../domain/fieldwork/quote.ts';
import { pathOf, SIGNATURE_HEIGHT, SIGNATURE_WIDTH } from '../../../domain/fieldwork/strokes.ts';
import { formatFen } from '../../../domain/money.ts';
import { RuleTag } from '../parts/rule-tag.tsx';
import { When } from '../parts/when.tsx';
import { groupTicket } from '../text/numbers.ts';
import './fieldwork.css';

export type VisitWork = Fieldwork['visits'][number];

/** H5: what stands behind a visit's chain: quote, parts, photos, signatures, code, charge; and what is missing of it. */
export function FieldworkView({ work }: { work: VisitWork }) {
  const { t } = useTranslation();
  const { quotes, parts, photos, signatures, closing, completionCode } = work;
  return (
    <div className="fieldwork">
      {work.workedUnquoted && (
        <p className="missing">
          {t('fieldwork.unquoted')} <RuleTag rule="H5" />
        </p>
      )}
      {quotes.map((quote) => (
        <QuoteWords key={quote.id} quote={quote} />
      ))}
      {parts.length > 0 && (
        <>
          <h3>{t('fieldwork.parts')}</h3>
          {parts.map((part) => (
            <PartWords key={part.id} part={part} />
          ))}
        </>
      )}
      {photos.length > 0 && (
        <>
          <h3>{t('fieldwork.photos')}</h3>
          <div className="fieldwork-photos">
            <Image.PreviewGroup>
              {photos.map(({ id, kind, takenAt }) => (
                <figure key={id}>
                  <Image
                    src={`/api/photos/${id}`}
                    alt={t('fieldwork.photo', { kind: t(`fieldwork.photoKind.${kind}`) })}
                    width={88}
                    height={88}
                    loading="lazy"
                  />
                  <figcaption>
                    {t(`fieldwork.photoKind.${kind}`)} <When at={takenAt} />
                  </figcaption>
                </figure>
              ))}
            </Image.PreviewGroup>
          </div>
        </>
      )}
      {signatures.length > 0 && (
        <div className="fieldwork-signatures">
          {signatures.map(({ purpose, name, strokes, at }) => (
            <figure key={`${purpose}${at}`}>
              <svg
                viewBox={`0 0 ${SIGNATURE_WIDTH} ${SIGNATURE_HEIGHT}`}
                role="img"
                aria-label={t(`fieldwork.signature.${purpose}`, { name })}
              >
                <path d={pathOf(strokes)} />
              </svg>
              <figcaption>
                {t(`fieldwork.signature.${purpose}`, { name })} <When at={at} />
              </figcaption>
            </figure>
          ))}
        </div>
      )}
      {closing ? (
        <ClosingWords closing={closing} />
      ) : (
        completionCode.state !== 'none' && (
          <p className="quiet">
            {t('fieldwork.code')} {t(`fieldwork.codeState.${completionCode.state}`)}
          </p>
        )
      )}
    </div>
  );
}

export function QuoteWords({ quote }: { quote: QuoteView }) {
  const { t } = useTranslation();
  const { version, state, totalFen, lines, approvedAt, approverName, approvedHow } = quote;
  return (
    <details className="quote" open={state !== 'replaced'} data-state={state}>
      <summary>
        <b>{t('fieldwork.quote', { version })}</b> {t('fieldwork.quoteTotal', { yuan: formatFen(totalFen) })}{' '}
        <span className={state === 'approved' ? 'good' : state === 'given' ? 'soon' : 'quiet'}>
          {t(`fieldwork.quoteState.${state}`)}
        </span>
      </summary>
      <ul>
        {lines.map((line, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a quote never change
          <li key={position}>
            <span>
              {line.text}{' '}
              <span className="quiet">
                ¥{formatFen(line.unitFen)} × {formatQuantity(line.quantityMilli)}{' '}
                {t(`fieldwork.unit.${line.unit}`)}
                {line.listFen !== null && line.listFen !== line.unitFen && (
                  <> · {t('fieldwork.listPrice', { yuan: formatFen(line.listFen) })}</>
                )}
                {line.reason && <> · {t('fieldwork.reason', { reason: line.reason })}</>}
              </span>
            </span>
            <span>{line.covered ? t('fieldwork.covered') : `¥${formatFen(line.amountFen)}`}</span>
          </li>
        ))}
      </ul>
      {approvedAt && approvedHow && (
        <p className="quiet">
          {approverName && t('fieldwork.agreed', { name: approverName })}{' '}
          {t(`fieldwork.approvalWay.${approvedHow}`)} <When at={approvedAt} />
        </p>
      )}
    </details>
  );
}

export function PartWords({ part, elsewhere }: { part: PartView; elsewhere?: boolean }) {
  const { t } = useTranslation();
  const { name, quantity, oldSerial, newSerial, warrantyUntil, at, ticketNumber } = part;
  const words = [
    oldSerial && t('fieldwork.oldSerial', { serial: oldSerial }),
    newSerial ? t('fieldwork.newSerial', { serial: newSerial }) : t('fieldwork.noSerial'),
    warrantyUntil && t('fieldwork.warrantyUntil', { day: warrantyUntil }),
    elsewhere && t('fieldwork.onTicket', { number: groupTicket(ticketNumber) }),
  ].filter(Boolean);
  return (
    <p>
      {name} {quantity > 1 && `× ${quantity}`} <span className="quiet">{words.join(' · ')}</span>{' '}
      <span className="quiet">
        <When at={at} />
      </span>
    </p>
  );
}

function ClosingWords({ closing }: { closing: NonNullable<VisitWork['closing']> }) {
  const { t } = useTranslation();
  const { amountFen, quotedFen, method, receiptNumber, differsReason, codeAbsence } = closing;
  const agreement = chargeAgreement(amountFen, quotedFen);
  return (
    <>
      <p>
        {method &&
          t('fieldwork.charge', {
            yuan: formatFen(amountFen),
            method: t(`fieldwork.payment.${method}`),
          })}{' '}
        {receiptNumber && <span className="quiet">{t('fieldwork.receipt', { number: receiptNumber })}</span>}{' '}
        {agreement === 'as_quoted' && <span className="good">{t('fieldwork.asQuoted')}</span>}
        {agreement === 'differs' && (
          <span className="missing">
            {t('fieldwork.differs', { yuan: formatFen(quotedFen ?? 0), reason: differsReason ?? '–' })}{' '}
            <RuleTag rule="F2" />
          </span>
        )}
        {agreement === 'not_quoted' && <span className="missing">{t('fieldwork.noQuote')}</span>}
      </p>
      <p className={codeAbsence ? 'missing' : 'quiet'}>
        {codeAbsence ? (
          <>
            {t('fieldwork.withoutCode', { reason: t(`fieldwork.codeAbsence.${codeAbsence}`) })}{' '}
            <RuleTag rule="H5" />
          </>
        ) : (
          `${t('fieldwork.code')} ${t('fieldwork.codeState.confirmed')}`
        )}
      </p>
    </>
  );
}

/** Peers #10: the appliance's own history, whoever worked on it. */
export function ApplianceParts({ fieldwork }: { fieldwork: Fieldwork }) {
  const { t } = useTranslation();
  const { applianceParts, applianceSerial } = fieldwork;
  if (applianceParts.length === 0) return null;
  return (
    <div className="fieldwork">
      <h3>
        {t('fieldwork.applianceParts')}{' '}
        {applianceSerial && (
          <span className="quiet">{t('fieldwork.serial', { serial: applianceSerial })}</span>
        )}
      </h3>
      {applianceParts.map((part) => (
        <PartWords key={part.id} part={part} elsewhere />
      ))}
    </div>
  );
}
