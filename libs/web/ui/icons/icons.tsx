import { createSvgIcon } from '@mui/material/utils';

/** Icons of one hand: 24 units, lines of 1.8, round ends. */
const line = (name: string, ...paths: string[]) =>
  createSvgIcon(
    <g fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round">
      {paths.map(path => (
        <path key={path} d={path} />
      ))}
    </g>,
    name,
  );

export const HomeIcon = line('Home', 'M4 11 12 4l8 7', 'M6 9.5V20h12V9.5', 'M10 20v-6h4v6');
export const ComposeIcon = line('Compose', 'M4 5h16v11H11l-4 4v-4H4z', 'M8 9h8', 'M8 12h5');
export const UploadIcon = line('Upload', 'M12 15V5', 'm8 9 4-4 4 4', 'M4 15v4h16v-4');
export const DownloadIcon = line('Download', 'M12 5v10', 'm8 11 4 4 4-4', 'M4 15v4h16v-4');
export const ProgressIcon = line('Progress', 'M4 6h10', 'M4 12h16', 'M4 18h7', 'm16 5 2 2 3-3');
export const RecordsIcon = line('Records', 'M6 4h9l4 4v12H6z', 'M15 4v4h4', 'M9 12h7', 'M9 16h5');
export const QuotaIcon = line('Quota', 'M4 18a8 8 0 1 1 16 0', 'm12 18 4-6', 'M4 18h16');
export const KeyIcon = line(
  'Key',
  'M14.5 9.5a4 4 0 1 1-4-4 4 4 0 0 1 4 4z',
  'm13.4 12.4 6.6 6.6',
  'm17 16-2 2',
  'm20 19-1.5 1.5',
);
export const LaneIcon = line('Lane', 'M4 7h9', 'M4 12h16', 'M4 17h12', 'm10 4 3 3-3 3');
export const LinkBoardIcon = line(
  'LinkBoard',
  'M12 13v7',
  'M9 20h6',
  'M8.5 12.5a4.5 4.5 0 0 1 7 0',
  'M5.5 10a8.5 8.5 0 0 1 13 0',
  'M12 13h.01',
);
export const RouteIcon = line(
  'Route',
  'M8 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z',
  'M21 6a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z',
  'M8 18h6.5a3 3 0 0 0 0-6h-5a3 3 0 0 1 0-6H16',
);
export const BellIcon = line('Bell', 'M6 16v-5a6 6 0 0 1 12 0v5l2 2H4z', 'M10 21h4');
export const SearchIcon = line('Search', 'M17 11a6 6 0 1 1-12 0 6 6 0 0 1 12 0z', 'm15.5 15.5 4.5 4.5');
export const MenuIcon = line('Menu', 'M4 7h16', 'M4 12h16', 'M4 17h16');
export const MoreIcon = line('More', 'M6 12h.01', 'M12 12h.01', 'M18 12h.01');
export const CloseIcon = line('Close', 'm6 6 12 12', 'M18 6 6 18');
export const CheckIcon = line('Check', 'm5 12.5 4.5 4.5L19 7.5');
export const GoodIcon = line('Good', 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z', 'm8 12.5 2.8 2.8L16 9.5');
export const BadIcon = line('Bad', 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z', 'm9 9 6 6', 'm15 9-6 6');
export const WarnIcon = line('Warn', 'M12 4 2.8 20h18.4z', 'M12 10v4.5', 'M12 17.3h.01');
export const InfoIcon = line('Info', 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z', 'M12 11v5.5', 'M12 7.8h.01');
export const ActiveIcon = line('Active', 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z', 'M12 7v5l3.5 2');
export const HandedIcon = line('Handed', 'M3 12 21 4l-6 17-3.5-7z', 'M11.5 14 21 4');
export const OffIcon = line('Off', 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z', 'M8 12h8');
export const QuestionIcon = line(
  'Question',
  'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  'M9.5 9.5a2.6 2.6 0 1 1 3.6 2.4c-.8.3-1.1.9-1.1 1.8',
  'M12 16.8h.01',
);
export const ChevronRightIcon = line('ChevronRight', 'm9 5 7 7-7 7');
export const ChevronLeftIcon = line('ChevronLeft', 'm15 5-7 7 7 7');
export const ChevronDownIcon = line('ChevronDown', 'm5 9 7 7 7-7');
export const FirstPageIcon = line('FirstPage', 'm18 5-7 7 7 7', 'M6 5v14');
export const CopyIcon = line('Copy', 'M9 9h11v11H9z', 'M5 15H4V4h11v1');
export const LockIcon = line('Lock', 'M6 11h12v9H6z', 'M8.5 11V8a3.5 3.5 0 0 1 7 0v3');
export const UserIcon = line('User', 'M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0z', 'M4.5 20a7.5 7.5 0 0 1 15 0');
export const DevicesIcon = line('Devices', 'M4 5h13v9H4z', 'M2.5 18H12', 'M15 10h6v10h-6z');
export const SunIcon = line(
  'Sun',
  'M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0z',
  'M12 3v2',
  'M12 19v2',
  'M3 12h2',
  'M19 12h2',
  'm5.6 5.6 1.4 1.4',
  'm17 17 1.4 1.4',
  'm5.6 18.4 1.4-1.4',
  'm17 7 1.4-1.4',
);
export const MoonIcon = line('Moon', 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z');
export const SystemIcon = line('System', 'M3 5h18v11H3z', 'M8 20h8', 'M12 16v4');
export const LanguageIcon = line(
  'Language',
  'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  'M3 12h18',
  'M12 3c2.6 2.6 3.8 5.6 3.8 9s-1.2 6.4-3.8 9c-2.6-2.6-3.8-5.6-3.8-9S9.4 5.6 12 3z',
);
export const SignOutIcon = line('SignOut', 'M10 4H5v16h5', 'M10 12h10', 'm16 8 4 4-4 4');
export const SitemapIcon = line(
  'Sitemap',
  'M9 4h6v4H9z',
  'M3 16h6v4H3z',
  'M15 16h6v4h-6z',
  'M12 8v4',
  'M6 16v-4h12v4',
);
export const FileIcon = line('File', 'M6 3h8l4 4v14H6z', 'M14 3v4h4');
export const PauseIcon = line('Pause', 'M8 5v14', 'M16 5v14');
export const PlayIcon = line('Play', 'M7 5v14l12-7z');
export const StopIcon = line('Stop', 'M6 6h12v12H6z');
export const PrintIcon = line('Print', 'M7 9V4h10v5', 'M5 9h14v8H5z', 'M7 14h10v6H7z');
export const EyeIcon = line(
  'Eye',
  'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z',
  'M15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0z',
);
export const EyeOffIcon = line(
  'EyeOff',
  'M4 4l16 16',
  'M9.5 6c.8-.3 1.6-.5 2.5-.5 6 0 9.5 6.5 9.5 6.500a16 16 0 0 1-2.7 3.5',
  'M6 7.800A15 15 0 0 0 2.5 12s3.5 6.5 9.5 6.500c1.7 0 3.2-.5 4.5-1.3',
);
export const TrashIcon = line('Trash', 'M4 7h16', 'M9 7V4h6v3', 'M6 7l1 13h10l1-13', 'M10 11v5', 'M14 11v5');
export const AddIcon = line('Add', 'M12 5v14', 'M5 12h14');
export const ClockIcon = line('Clock', 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z', 'M12 7v5l3.5 2');
export const FilterIcon = line('Filter', 'M4 5h16l-6 8v6l-4-2v-4z');
export const PhoneIcon = line('Phone', 'M7 3h10v18H7z', 'M11 18h2');
export const RefreshIcon = line('Refresh', 'M20 11a8 8 0 1 0-2.3 6.3', 'M20 5v6h-6');
export const ExternalIcon = line('External', 'M13 5h6v6', 'M19 5l-9 9', 'M16 14v5H5V8h5');
export const PeopleIcon = line(
  'People',
  'M13 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0z',
  'M3 19.500a6.5 6.5 0 0 1 13 0',
  'M16 5a3.5 3.5 0 0 1 0 6.5',
  'M18.5 14.500a6.5 6.5 0 0 1 2.5 5',
);
export const BuildingIcon = line(
  'Building',
  'M4 20h16',
  'M5 20V9l7-5 7 5v11',
  'M9 20v-6',
  'M12 20v-6',
  'M15 20v-6',
);
