// The account of the exporter: it may look at the state of the server, not at documents.
//
//   MONITOR_PASSWORD=… mongosh mongodb://admin@localhost:27017/admin create-monitor-user.js
//
// Then MONGODB_URI is mongodb://exporter:…@localhost:27017/?authSource=admin
const user = 'exporter';
const account = {
  pwd: process.env.MONITOR_PASSWORD ?? passwordPrompt(),
  // serverStatus, listDatabases, and dbStats of every database.
  roles: [{ role: 'clusterMonitor', db: 'admin' }],
};
const admin = db.getSiblingDB('admin');
if (admin.getUser(user)) {
  admin.updateUser(user, account);
} else {
  admin.createUser({ user, ...account });
}
