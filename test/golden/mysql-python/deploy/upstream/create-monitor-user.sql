-- The account of the exporter: it may read the database it is created in and write nothing.
--
--   { echo "SET @password = '…';"; cat create-monitor-user.sql; } | mysql app
--
-- This way the password is no argument of a program, where others on the machine could read it.
-- A quote within it is written twice.
--
-- Then DATABASE_URL is mysql://exporter:…@localhost:3306/app
-- Where MariaDB has anonymous users, a connection from this host is taken for one of them and the
-- password is refused: DROP USER ''@'localhost', ''@'the name of the host'.

-- Without a password the next statement is not valid, and no account is made.
SET @password = NULLIF(@password, '');
SET @create_user = CONCAT(
  'CREATE USER IF NOT EXISTS ''exporter''@''%'' IDENTIFIED BY ', QUOTE(@password)
);
PREPARE statement FROM @create_user;
EXECUTE statement;
DEALLOCATE PREPARE statement;

SET @set_password = CONCAT('ALTER USER ''exporter''@''%'' IDENTIFIED BY ', QUOTE(@password));
PREPARE statement FROM @set_password;
EXECUTE statement;
DEALLOCATE PREPARE statement;

ALTER USER 'exporter'@'%' WITH MAX_USER_CONNECTIONS 10;

-- In a GRANT _ and % would stand for other names, too. (A server with partial_revokes knows no such
-- wildcards: there leave out the two inner REPLACE.)
SET @grant_select = CONCAT(
  'GRANT SELECT ON `',
  REPLACE(
    REPLACE(REPLACE(DATABASE(), '_', CONCAT(CHAR(92), '_')), '%', CONCAT(CHAR(92), '%')),
    '`',
    '``'
  ),
  '`.* TO ''exporter''@''%'''
);
PREPARE statement FROM @grant_select;
EXECUTE statement;
DEALLOCATE PREPARE statement;
