import {
  ApiOutlined,
  AppstoreOutlined,
  AudioOutlined,
  BookOutlined,
  ControlOutlined,
  CustomerServiceOutlined,
  FundProjectionScreenOutlined,
  GiftOutlined,
  ImportOutlined,
  MessageOutlined,
  MobileOutlined,
  PhoneOutlined,
  ProfileOutlined,
  ScheduleOutlined,
  SettingOutlined,
  ShopOutlined,
  StopOutlined,
  ToolOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router-dom';
import { Brand } from '../parts/brand.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { type Duty, dutiesOf, PATH_OF } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';

const ICON: Record<Duty, ReactNode> = {
  desk: <CustomerServiceOutlined />,
  counter: <ShopOutlined />,
  supervise: <FundProjectionScreenOutlined />,
  calls: <UnorderedListOutlined />,
  board: <AppstoreOutlined />,
  plan: <ScheduleOutlined />,
  tickets: <ProfileOutlined />,
  outlets: <ShopOutlined />,
  followups: <PhoneOutlined />,
  recordings: <AudioOutlined />,
  messages: <MessageOutlined />,
  numbers: <StopOutlined />,
  campaigns: <GiftOutlined />,
  knowledge: <BookOutlined />,
  imports: <ImportOutlined />,
  integrations: <ApiOutlined />,
  setup: <SettingOutlined />,
  policy: <ControlOutlined />,
  outlet: <ToolOutlined />,
};

/** By duty; only what the role may use. Every icon has its word. */
export function Navigation() {
  const { t } = useTranslation();
  const me = useMe();
  const { demo } = useReferenceData();
  return (
    <nav className="navigation" aria-label={t('nav.label')}>
      <Brand />
      {dutiesOf(me).map((duty) => (
        <NavLink key={duty} to={PATH_OF[duty]} className="navigation-link">
          {ICON[duty]}
          <span>{t(`nav.${duty}`)}</span>
        </NavLink>
      ))}
      {demo && (
        <a className="navigation-link navigation-demo" href="/phone" target="_blank" rel="noreferrer">
          <MobileOutlined />
          <span>{t('nav.phone')}</span>
        </a>
      )}
    </nav>
  );
}
