import { ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const FONTS =
  "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** Light or dark as the system is; one accent; antd in the chosen language. */
export function Theme({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const [isDark, setDark] = useState(dark.matches);
  useEffect(() => {
    const follow = () => setDark(dark.matches);
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  }, []);
  return (
    <ConfigProvider
      locale={i18n.language === 'en' ? enUS : zhCN}
      button={{ autoInsertSpace: false }}
      theme={{
        algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: {
          colorPrimary: isDark ? '#58b8d4' : '#0b6a86',
          colorLink: isDark ? '#58b8d4' : '#0b6a86',
          fontFamily: FONTS,
          borderRadius: 8,
        },
        // White on the light accent of the dark theme would be too pale to read.
        components: isDark ? { Button: { primaryColor: '#08222b' } } : {},
      }}
    >
      {children}
    </ConfigProvider>
  );
}
