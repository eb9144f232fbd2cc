"""The icon set: drawn for this interface on a grid of 24, with one stroke and round ends."""

ICONS: dict[str, str] = {
    "alert": '<path d="M12 3.8 2.9 19.6h18.2Z"/><path d="M12 10v4.2M12 17v.1"/>',
    "arrow-left": '<path d="M19.5 12h-15m6-6-6 6 6 6"/>',
    "arrow-right": '<path d="M4.5 12h15m-6-6 6 6-6 6"/>',
    "bell": '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15ZM10 21h4"/>',
    "calendar": '<rect x="3.5" y="5" width="17" height="15.5" rx="2.5"/><path d="M3.5 10h17M8 3v4m8-4v4"/>',
    "certificate": '<path d="M6 3.5h8.5l4 4v13H6ZM14 3.5V8h4.5"/><path d="m9 14.5 2.2 2.2L15.5 12"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7"/>',
    "check-circle": '<circle cx="12" cy="12" r="9"/><path d="m8 12.3 2.8 2.8L16 9.5"/>',
    "chevron-down": '<path d="m6 9.5 6 6 6-6"/>',
    "chevron-left": '<path d="m14.5 6-6 6 6 6"/>',
    "chevron-right": '<path d="m9.5 6 6 6-6 6"/>',
    "chevron-up": '<path d="m6 14.5 6-6 6 6"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.3l3.5 2"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "cloud-off": '<path d="M9.5 6A6 6 0 0 1 17 10.5a4 4 0 0 1 2.7 6.8M16 18.5H7.5a4.5 4.5 0 0 1-.8-8.9M4 4l16 16"/>',
    "document": '<path d="M6 3.5h8.5l4 4v13H6ZM14 3.5V8h4.5"/><path d="M9 12h6.5M9 16h6.5"/>',
    "edit": '<path d="m4 20 1-4.5L16 4.5l3.5 3.5L8.5 19ZM13.5 7l3.5 3.5"/>',
    "error": '<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3Z"/><path d="M12 7.5v5.5M12 16.3v.1"/>',
    "exit": '<path d="M14 4H6v16h8M10.5 12H21m-4-4 4 4-4 4"/>',
    "external": '<path d="M19 13.5V20H4V5h6.5M14 4h6v6m0-6-9 9"/>',
    "eye": '<path d="M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12Z"/>'
    '<circle cx="12" cy="12" r="3"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c5 5.5 5 12.5 0 18-5-5.5-5-12.5 0-18Z"/>',
    "grid": '<rect x="4" y="4" width="6.5" height="6.5" rx="1.5"/>'
    '<rect x="13.5" y="4" width="6.5" height="6.5" rx="1.5"/>'
    '<rect x="4" y="13.5" width="6.5" height="6.5" rx="1.5"/>'
    '<rect x="13.5" y="13.5" width="6.5" height="6.5" rx="1.5"/>',
    "heart": '<path d="M12 20C6 15.5 3.5 12.5 3.5 9A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8.5 2c0 3.5-2.5 6.5-8.5 11Z"/>',
    "home": '<path d="m3.5 11.5 8.5-7.5 8.5 7.5M6 9.5V20h12V9.5M10 20v-5.5h4V20"/>',
    "inbox": '<path d="M4 13.5 6.5 5h11l2.5 8.5V19H4ZM4 13.5h4.5l1.5 2.5h4l1.5-2.5H20"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.1"/>',
    "journal": '<path d="M5 4.5A1.5 1.5 0 0 1 6.5 3H19v18H6.5A1.5 1.5 0 0 1 5 19.5ZM12 8v6m-3-3h6M5 18h14"/>',
    "key": '<circle cx="8" cy="15.5" r="4"/><path d="m11 12.5 8.5-8.5M16 7.5l3 3"/>',
    "location": '<path d="M12 21c-4.5-4.7-6.5-8-6.5-11a6.5 6.5 0 0 1 13 0c0 3-2 6.3-6.5 11Z"/>'
    '<circle cx="12" cy="10" r="2.5"/>',
    "lock": '<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
    "mail": '<rect x="3" y="5.5" width="18" height="13.5" rx="2"/><path d="m3.5 7 8.5 6.5L20.5 7"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "people": '<circle cx="9" cy="8.5" r="3.5"/>'
    '<path d="M2.5 20c.4-4 3-6 6.5-6s6.1 2 6.5 6M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 14.7c2 .9 '
    '3.2 2.7 3.5 5.3"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.5-4.3 3.4-6.5 7.5-6.5s7 2.2 7.5 6.5"/>',
    "phone": '<path d="M5 3.5h4l1.7 4.7-2.3 1.6a12 12 0 0 0 5.8 5.8l1.6-2.3 4.7 1.7v4a1.5 1.5 0 0 1-1.5 1.5'
    'C10.5 20.5 3.5 13.5 3.5 5A1.5 1.5 0 0 1 5 3.5Z"/>',
    "minus": '<path d="M5 12h14"/>',
    "plus": '<path d="M12 5v14m-7-7h14"/>',
    "print": '<path d="M7 8.5V3.5h10v5M7 17H4V8.5h16V17h-3M7 14h10v6.5H7Z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "settings": '<path d="M4 7h9m5 0h2M4 17h2m5 0h9"/><circle cx="15.5" cy="7" r="2.5"/>'
    '<circle cx="8.5" cy="17" r="2.5"/>',
    "support": '<path d="M5 20c0-9 5-14 14.5-15.5C20 14 15 18.5 7 18.5M5 20c1.5-4.5 4.5-7.5 9-9.5"/>',
    "switch": '<path d="M4 8.5h15m-4-4.5 4.5 4.5-4.5 4.5M20 15.5H5M9 11l-4.5 4.5L9 20"/>',
    "test-tube": '<path d="M8 3.5h8M9.5 3.5V17a2.5 2.5 0 0 0 5 0V3.5M9.5 12h5"/>',
    "video": '<rect x="3" y="6.5" width="12.5" height="11" rx="2"/><path d="m15.5 10.8 5.5-3.3v9l-5.5-3.3"/>',
}
