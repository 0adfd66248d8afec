import { App, ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useLayoutEffect } from 'react';
import { useLanguage } from '../i18n/language.ts';
import { applyPalette } from './apply-palette.ts';
import { useMode } from './mode.ts';
import { palette } from './palette.ts';

const FONTS =
  "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', -apple-system, 'Segoe UI', Roboto, sans-serif";

/** Ant Design in our colours, sizes and language. Nothing moves by itself. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const mode = useMode();
  const language = useLanguage();
  const colours = palette[mode];
  useLayoutEffect(() => applyPalette(mode), [mode]);
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={{
        algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: {
          colorPrimary: colours.accent,
          colorInfo: colours.accent,
          colorInfoBg: colours.accentGround,
          colorInfoBorder: colours.accent,
          colorLink: colours.accent,
          colorError: colours.late,
          colorErrorBg: colours.lateGround,
          colorErrorBorder: colours.late,
          colorWarning: colours.soon,
          colorWarningBg: colours.soonGround,
          colorWarningBorder: colours.soonMark,
          colorSuccess: colours.good,
          colorSuccessBg: colours.goodGround,
          colorSuccessBorder: colours.good,
          colorBgLayout: colours.ground,
          colorBgContainer: colours.panel,
          colorBgElevated: colours.panel,
          colorBorder: colours.line,
          colorBorderSecondary: colours.line,
          colorText: colours.text,
          colorTextSecondary: colours.quiet,
          colorTextDescription: colours.quiet,
          colorTextPlaceholder: colours.quiet,
          controlItemBgActive: colours.accentGround,
          controlItemBgActiveHover: colours.accentGround,
          borderRadius: 6,
          fontFamily: FONTS,
          motion: false,
        },
        components: {
          Table: { cellPaddingBlockSM: 7, headerBg: colours.raised },
          Button: {
            primaryShadow: 'none',
            ...(mode === 'dark' && { primaryColor: palette.dark.ground, dangerColor: palette.dark.ground }),
          },
        },
      }}
      button={{ autoInsertSpace: false }}
    >
      <App className="app">{children}</App>
    </ConfigProvider>
  );
}
