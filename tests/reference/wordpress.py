"""A real WordPress on this machine: Debian's files, MariaDB and PHP's server, in a folder of a test."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from tests.reference.servers import free_port, kill, wait_for, wait_for_file
from tests.reference.tools import needs

_DEBIANS: Final = Path("/usr/share/wordpress")
needs_wordpress: Final = needs("php", "mariadbd", *([] if _DEBIANS.exists() else ["wordpress"]))

_CONFIG: Final = """<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}'); define('DB_CHARSET', 'utf8mb4');
define('WP_HOME', '{address}'); define('WP_SITEURL', '{address}');
define('WP_ENVIRONMENT_TYPE', 'local');  // application passwords without TLS, on this machine alone
define('DISABLE_WP_CRON', true); define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) {{ define('ABSPATH', __DIR__ . '/'); }}
require_once ABSPATH . 'wp-settings.php';
"""
# What .htaccess does in Apache: what is no file is WordPress's to answer.
_ROUTER: Final = """<?php
$path = __DIR__ . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (is_file($path)) { return false; }
$_SERVER['SCRIPT_NAME'] = '/index.php';
require __DIR__ . '/index.php';
"""
_THEME: Final = """<!doctype html><html lang="nb"><meta charset="utf-8"><title>Prøve</title><?php
while (have_posts()) { the_post(); echo '<h1>' . get_the_title() . '</h1>'; the_content(); } ?></html>
"""
_INSTALL: Final = """<?php
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = 'localhost';
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Prøve', 'sjef', 'sjef@example.org', false, '', 'hemmelig');
update_option('permalink_structure', '{permalinks}');
switch_theme('enkel');
"""
_LOADED: Final = """<?php
$_SERVER['HTTP_HOST'] = 'localhost';
require __DIR__ . '/wp-load.php';
"""
_USER: Final = """
$id = username_exists('{name}') ?: wp_insert_user(
    ['user_login' => '{name}', 'user_pass' => 'x', 'role' => '{role}', 'user_email' => '{name}@example.org']);
echo WP_Application_Passwords::create_new_application_password($id, ['name' => uniqid('dok')])[0];
"""
_PAGE: Final = """
echo wp_insert_post(
    ['post_type' => 'page', 'post_title' => 'Møter', 'post_name' => '{slug}', 'post_status' => 'publish']);
"""


class WordPress:
    """A WordPress of our own.

    Attributes:
        address: Its front page.
    """

    def __init__(self, folder: Path, permalinks: str = "/%postname%/") -> None:
        self._folder, self._port = folder / "wordpress", free_port()
        self._socket = folder / "mariadb.sock"
        self.address = f"http://127.0.0.1:{self._port}"
        self._database = self._start_database(folder)
        self._server: subprocess.Popen[bytes] | None = None
        shutil.copytree(_DEBIANS, self._folder, ignore=shutil.ignore_patterns("wp-config.php", ".htaccess"))
        theme = self._folder / "wp-content/themes/enkel"
        theme.mkdir(parents=True)
        (theme / "style.css").write_text("/* Theme Name: Enkel */")
        (theme / "index.php").write_text(_THEME)
        (self._folder / "router.php").write_text(_ROUTER)
        config = _CONFIG.format(socket=self._socket, address=self.address)
        (self._folder / "wp-config.php").write_text(config)
        self._run(_INSTALL.format(permalinks=permalinks))

    def start(self) -> None:
        """Answer by HTTP."""
        command = [
            "php",
            "-d",
            "opcache.enable_cli=1",
            "-S",
            f"127.0.0.1:{self._port}",
            "-t",
            str(self._folder),
            "router.php",
        ]
        with (self._folder / "server.log").open("ab") as log:
            self._server = subprocess.Popen(command, cwd=self._folder, stdout=log, stderr=log)
        wait_for(self._port, self._server)

    def stop(self) -> None:
        """Answer no more, at once."""
        if self._server is not None:
            kill(self._server)

    def close(self) -> None:
        """Stop all of it."""
        self.stop()
        kill(self._database)

    def password(self, name: str = "redaktor", role: str = "editor") -> str:
        """An application password of a user, who is made when there is none."""
        return self.run(_USER.format(name=name, role=role))

    def make_page(self, slug: str = "moter") -> int:
        """A page that a person has made, to put pages under."""
        return int(self.run(_PAGE.format(slug=slug)))

    def run(self, code: str) -> str:
        """What some PHP prints, with WordPress loaded."""
        return self._run(f"{_LOADED}{code}")

    def _run(self, script: str) -> str:
        file = self._folder / "run.php"
        file.write_text(script)
        done = subprocess.run(["php", str(file)], capture_output=True, text=True, check=False)
        file.unlink()
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def _start_database(self, folder: Path) -> "subprocess.Popen[bytes]":
        user = [f"--user={os.environ.get('USER') or 'root'}"] if os.geteuid() == 0 else []
        own = ["--no-defaults", f"--datadir={folder / 'data'}", *user]
        install = ["mariadb-install-db", *own, "--auth-root-authentication-method=normal", "--skip-test-db"]
        subprocess.run(install, check=True, capture_output=True)
        light = ["--innodb-buffer-pool-size=16M", "--innodb-flush-log-at-trx-commit=0", "--skip-log-bin"]
        command = ["mariadbd", *own, f"--socket={self._socket}", "--skip-networking", *light]
        with (folder / "mariadb.log").open("ab") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log)
        wait_for_file(self._socket, process)
        made = [
            "mariadb",
            "--no-defaults",
            f"--socket={self._socket}",
            "-uroot",
            "-e",
            "create database wordpress",
        ]
        subprocess.run(made, check=True)
        return process
