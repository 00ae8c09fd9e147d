-- The account of the exporter: it may read the database it is created in and write nothing.
--
--   mysql --init-command="SET @password = '…'" app < create-monitor-user.sql
--
-- Then DATABASE_URL is mysql://exporter:…@localhost:3306/app
-- Without @password this is no valid statement, and no account is made.
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

SET @grant_select = CONCAT(
  'GRANT SELECT ON `', REPLACE(DATABASE(), '`', '``'), '`.* TO ''exporter''@''%'''
);
PREPARE statement FROM @grant_select;
EXECUTE statement;
DEALLOCATE PREPARE statement;
