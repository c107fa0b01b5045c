"""What Fusion and a QPalette do not say: borders, radii and gutters."""

from string import Template

from sgdviz.resources import resource

from .palette import Palette

CONTROL = 32
"""Height of an input or a button, in pixels."""
GUTTER = 12

_SHEET = Template("""
QPushButton, QToolButton, QTabBar, QComboBox, QAbstractItemView { outline: none; }
QMainWindow { background: $bg; }
QMainWindow::separator { background: $bg; width: ${gutter}px; height: ${gutter}px; }
QSplitter::handle { background: $bg; }
QMenuBar { background: $card; color: $ink; padding: 3px 10px; border: 0; border-bottom: 1px solid $line; }
QMenuBar::item { background: transparent; padding: 4px 10px; border-radius: 6px; }
QMenuBar::item:selected { background: $wash; color: $ink; }
QMenu { background: $card; border: 1px solid $line; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 5px; color: $ink; }
QMenu::item:selected { background: $wash; }
QMenu::item:disabled { color: $faded; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::indicator { width: 16px; height: 16px; left: 7px; }
QMenu::indicator:checked { image: url("$tick"); }
QToolTip { background: $card; color: $ink; border: 1px solid $axis; padding: 4px 6px; }

QLineEdit, QAbstractSpinBox, QComboBox { background: $field; color: $ink; border: 1px solid $axis; border-radius: 6px;
    min-height: ${inner}px; padding: 0 8px; selection-background-color: $whole; selection-color: $on_accent; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border-color: $whole; }
QPlainTextEdit, QTextEdit, QAbstractItemView { background: $field; color: $ink; border: 1px solid $axis;
    border-radius: 6px; selection-background-color: $whole; selection-color: $on_accent; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: $faded; border-color: $line; }
QLineEdit[bare="true"] { background: transparent; border: 0; padding: 0; min-height: 0; }
QComboBox:hover, QPushButton:hover { background: $wash; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $line; border-radius: 0; padding: 4px; outline: 0;
    selection-background-color: $wash; selection-color: $ink; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 6px; border-radius: 5px; }
QComboBox QAbstractItemView::item:selected { background: $wash; color: $ink; }

QPushButton { background: $card; color: $ink; border: 1px solid $axis; border-radius: 6px; min-height: ${inner}px;
    padding: 0 14px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton:default { color: $whole; border-color: $whole; }
QPushButton:pressed, QPushButton:checked, QToolButton:pressed, QToolButton:checked { background: $good_tint; }
QPushButton:disabled { color: $faded; border-color: $line; }
QPushButton[small="true"] { min-height: 24px; padding: 0 10px; }
QToolButton { background: transparent; color: $ink2; border: 0; border-radius: 6px; padding: 4px; }
QToolButton:hover { background: $wash; }
QToolButton:disabled { color: $faded; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }

QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; background: $field;
    border: 1px solid $axis; }
QCheckBox::indicator { border-radius: 4px; }
QCheckBox::indicator:checked { border-color: $whole; image: url("$tick"); }
QRadioButton::indicator { border-radius: 9px; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $whole; }

QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; border: 0; border-bottom: 2px solid transparent;
    padding: 7px 4px 6px 4px; margin: 0 12px 0 6px; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $whole; }
QTabBar::tear { width: 0; border: 0; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }

QScrollArea { border: 0; background: transparent; }
QScrollBar { background: transparent; margin: 0; border: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $cell_done; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover { background: $axis; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QHeaderView { background: $card; border: 0; }
QHeaderView::section { background: $card; color: $muted; border: 0; border-bottom: 1px solid $line; padding: 6px 8px;
    font-weight: 600; }
QTableCornerButton::section { background: $card; border: 0; border-bottom: 1px solid $line; }
QTableView { gridline-color: $line; }
QProgressBar { background: $cell; border: 0; border-radius: 2px; max-height: 4px; color: transparent; }
QProgressBar::chunk { background: $whole; border-radius: 2px; }
QToolBar { background: $card; border: 0; padding: 0; spacing: 0; }
QStatusBar { background: $card; color: $muted; border: 0; }
QStatusBar::item { border: 0; }
""")


def stylesheet(palette: Palette) -> str:
    """The style sheet of the program in `palette`."""
    tokens = {key: value for key, value in palette._asdict().items() if isinstance(value, str)}
    tick = resource("icons", "tick.svg").as_posix()
    return _SHEET.substitute(tokens, tick=tick, faded=palette.mixed("ink", 0.45), inner=CONTROL - 2, gutter=GUTTER)
