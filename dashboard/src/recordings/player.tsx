import { PauseOutlined, PlayCircleOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingView } from '../../../domain/contracts/recordings.ts';
import { ticking } from '../time/words.ts';
import './recordings.css';

const SPEEDS = [0.75, 1, 1.25, 1.5, 2];
const clock = (seconds: number): string => ticking(seconds * 1000);

interface Player {
  id: number;
  /** As it is known before the sound is there. */
  seconds: number;
  pauses?: RecordingView['pauses'];
  autoPlay?: boolean;
  failed: () => void;
}

/** Plays a recording: to be sought in, at several speeds, with the spans marked in which nothing was recorded. */
export function Player({ id, seconds, pauses = [], autoPlay = false, failed }: Player) {
  const { t } = useTranslation();
  const audio = useRef<HTMLAudioElement>(null);
  const queries = useQueryClient();
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState(seconds);
  const [speed, setSpeed] = useState(1);
  useEffect(() => {
    if (audio.current) audio.current.playbackRate = speed;
  }, [speed]);
  const toggle = () => {
    const player = audio.current;
    if (!player) return;
    // Refused or failing, it says so by its own error event.
    if (player.paused) void player.play().catch(() => {});
    else player.pause();
  };
  const seek = (to: number) => {
    setAt(to);
    if (audio.current) audio.current.currentTime = to;
  };
  return (
    <div className="player">
      {/* biome-ignore lint/a11y/useMediaCaption: spoken words for which there is no written text */}
      <audio
        ref={audio}
        src={`/api/recordings/${id}`}
        preload={autoPlay ? 'auto' : 'none'}
        autoPlay={autoPlay}
        onPlay={() => setPlaying(true)}
        // It is on record by now: who heard it is asked again.
        onLoadedData={() => queries.invalidateQueries({ queryKey: ['recordings'] })}
        onPause={() => setPlaying(false)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onDurationChange={({ currentTarget: { duration } }) =>
          Number.isFinite(duration) && setLength(duration)
        }
        onLoadedMetadata={(event) => {
          event.currentTarget.playbackRate = speed;
        }}
        onError={failed}
      />
      <Button
        shape="circle"
        icon={playing ? <PauseOutlined /> : <PlayCircleOutlined />}
        aria-label={t(playing ? 'player.pause' : 'player.play')}
        title={t(playing ? 'player.pause' : 'player.play')}
        onClick={toggle}
      />
      <span className="player-track">
        {pauses.map(({ from, to }) => (
          <span
            key={from}
            className="player-gap"
            title={t('player.notRecorded', { from: clock(from), to: clock(to ?? length) })}
            style={{
              left: `${(from / Math.max(length, 1)) * 100}%`,
              width: `${(((to ?? length) - from) / Math.max(length, 1)) * 100}%`,
            }}
          />
        ))}
        <input
          type="range"
          min={0}
          max={Math.max(length, 1)}
          step={0.1}
          value={Math.min(at, length)}
          aria-label={t('player.seek')}
          aria-valuetext={clock(at)}
          onChange={(event) => seek(Number(event.target.value))}
        />
      </span>
      <span className="player-time">
        {clock(at)} / {clock(length)}
      </span>
      <Select
        size="small"
        className="player-speed"
        aria-label={t('player.speed')}
        value={speed}
        onChange={setSpeed}
        options={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
      />
    </div>
  );
}
