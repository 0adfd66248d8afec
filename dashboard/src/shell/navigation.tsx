import {
  AppstoreOutlined,
  CustomerServiceOutlined,
  FundProjectionScreenOutlined,
  MobileOutlined,
  PhoneOutlined,
  SettingOutlined,
  ShopOutlined,
  ToolOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useLocation } from 'react-router-dom';
import { Brand } from '../parts/brand.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { type Duty, type Group, groupsOf, PATH_OF } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';

const ICON: Record<Group, ReactNode> = {
  counter: <ShopOutlined />,
  desk: <CustomerServiceOutlined />,
  dispatch: <AppstoreOutlined />,
  followup: <PhoneOutlined />,
  supervision: <FundProjectionScreenOutlined />,
  settings: <SettingOutlined />,
  outlet: <ToolOutlined />,
};

/** By duty, the pages of the one at hand below it; only what the role may use. Every icon has its word. */
export function Navigation() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { demo } = useReferenceData();
  const here = (duty: Duty) => pathname === PATH_OF[duty] || pathname.startsWith(`${PATH_OF[duty]}/`);
  return (
    <nav className="navigation" aria-label={t('nav.label')}>
      <Brand />
      {groupsOf(useMe()).map(({ group, duties }) => {
        const [first] = duties;
        const open = duties.some(here);
        if (!first) return null;
        return (
          <div key={group} className="navigation-group" data-open={open || undefined}>
            <Link to={PATH_OF[first]} className="navigation-link" data-active={open || undefined}>
              <span aria-hidden>{ICON[group]}</span>
              <span>{duties.length === 1 ? t(`nav.${first}`) : t(`nav.group.${group}`)}</span>
            </Link>
            {open && duties.length > 1 && (
              <div className="navigation-pages">
                {duties.map((duty) => (
                  <NavLink key={duty} to={PATH_OF[duty]} className="navigation-page">
                    {t(`nav.${duty}`)}
                  </NavLink>
                ))}
              </div>
            )}
          </div>
        );
      })}
      {demo && (
        <a className="navigation-link navigation-demo" href="/phone" target="_blank" rel="noreferrer">
          <span aria-hidden>
            <MobileOutlined />
          </span>
          <span>{t('nav.phone')}</span>
        </a>
      )}
    </nav>
  );
}
